// A Template is an interpreter with the worker imported, from which zygotes are forked: what is the
// same for all of them is paid for once.
//
// No code under test runs in it, nor where it can be seen. It ends with the last ward of it.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/worker/environment.h"
#include "harness/worker/output_file.h"
#include "harness/worker/spawner.h"
#include "harness/worker/ward.h"

namespace lockstep::worker {

// Zygotes of one mould differ by what they are told alone.
struct Mould {
  std::string python, entry;  // the interpreter, and the worker as a program for it
  Environment environment;
  std::uint64_t stack = 0;   // ChildOrder's
  std::uint32_t layout = 0;  // of the heap noise that is made before an import
  // clang-tidy 14 takes the 0 inside for a pointer.
  friend auto operator<=>(const Mould&, const Mould&) = default;  // NOLINT(modernize-use-nullptr)
};

// Starts the interpreter, contained, with a descriptor to be spoken to on and what follows it.
Result<Process> StartFrom(const Mould& mould, Spawner& spawner, const Descriptor& theirs,
                          const OutputFile& output, const std::vector<std::string>& arguments);

class Template : public std::enable_shared_from_this<Template> {
 public:
  // Does not wait until it is ready.
  static Result<std::shared_ptr<Template>> Start(const Mould& mould,
                                                 std::shared_ptr<Spawner> spawner);
  ~Template();

  // Orders a zygote that speaks on `control` and writes to `output`; nullopt where the template is
  // gone. Whether it comes to be shows on `control`. Safe from several threads.
  std::optional<Ward> Bear(Descriptor control, const OutputFile& output, std::uint64_t session);

 private:
  Template(std::shared_ptr<Spawner> spawner, Process process, Descriptor orders, OutputFile output);

  std::shared_ptr<Spawner> spawner_;  // goes last
  OutputFile output_;
  Process process_;
  Descriptor orders_;
};

}  // namespace lockstep::worker
