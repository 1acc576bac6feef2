// A Destination is a place that a report is written to: a file, or "-", standard output.
//
// A file is replaced at once, so that nobody sees half of a report; what is no regular file (a
// pipe, /dev/null) is written into. Whether it can be written is found out before the run.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "harness/model/result.h"

namespace lockstep {

class Destination {
 public:
  // `text` as it was given, relative to `directory`. An Error when nothing can be written there.
  static Result<Destination> Open(const std::string& text, const std::filesystem::path& directory);

  bool is_standard_output() const { return file_.empty(); }
  const std::filesystem::path& file() const { return file_; }  // absolute, links followed
  Result<void> Write(const std::string& content, std::ostream& standard_output) const;

 private:
  explicit Destination(std::filesystem::path file) : file_(std::move(file)) {}
  std::filesystem::path file_;
};

// Adds to the end of a file that others write too (GITHUB_STEP_SUMMARY).
Result<void> AppendTo(const std::filesystem::path& file, const std::string& content);

}  // namespace lockstep
