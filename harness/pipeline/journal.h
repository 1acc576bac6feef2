// The Journal of a run: append-only records, each with its checksum, so that a run that was cut
// off leaves what it had learned. Files: <state>/runs/<id>/journal and report.json.
//
//   <crc32 of the rest, 8 hex digits> <kind> <JSON on one line>
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "harness/model/report.h"
#include "harness/model/result.h"

namespace lockstep {

struct UnitResult;

class Journal {
 public:
  // Makes a directory of its own for the run.
  static Result<std::unique_ptr<Journal>> Open(const std::filesystem::path& state);

  const std::filesystem::path& directory() const { return directory_; }

  void Begin(std::uint64_t seed, std::size_t ports);
  void Unit(const std::string& native, const std::string& port, std::uint32_t unit,
            const UnitResult& result);
  void Found(const Finding& finding);
  void Done(const PortReport& port);

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  Journal(std::filesystem::path directory, std::FILE* file)
      : directory_(std::move(directory)), file_(file) {}
  void Append(std::string_view kind, std::string_view json);

  std::filesystem::path directory_;
  std::unique_ptr<std::FILE, Closer> file_;
  std::mutex mutex_;
};

}  // namespace lockstep
