// An OutputFile is what a process has for descriptors 1 and 2: a file in memory, read afterwards.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "harness/model/result.h"
#include "harness/worker/descriptor.h"

namespace lockstep::worker {

class OutputFile {
 public:
  static Result<OutputFile> Make();

  int number() const { return file_.number(); }
  std::uint64_t size() const;
  // The first `most` bytes, as they are.
  std::string Head(std::size_t most) const;
  // The last lines, fit to be shown (Shown).
  std::string LastWords() const;

 private:
  explicit OutputFile(Descriptor file) : file_(std::move(file)) {}
  std::string Read(std::uint64_t offset, std::size_t most) const;
  Descriptor file_;
};

// Text of a hostile process made fit for a report: no control characters but newlines, no
// addresses (they differ from run to run), at most a few hundred characters.
std::string Shown(std::string_view words);

}  // namespace lockstep::worker
