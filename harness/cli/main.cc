// The program: parse, act, tell the shell. Start here to read the code from the roof down.
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <variant>
#include <vector>

#include "harness/cli/commands.h"
#include "harness/cli/parse.h"
#include "harness/cli/stop_signal.h"

namespace lockstep {
namespace {

// What could not be written was not said: a gate that reads nothing must not pass.
ExitStatus Written(ExitStatus status, const Surroundings& surroundings) {
  surroundings.out << std::flush;
  if (surroundings.out || status == ExitStatus::kFailed) return status;
  return Fail(surroundings,
              {Error::Kind::kSystem,
               "the results cannot be written: the disk is full, or nobody reads them",
               "standard output",
               {},
               {}});
}

ExitStatus Main(const std::vector<std::string>& arguments) {
  const Surroundings surroundings{std::cout,
                                  std::cerr,
                                  StyleOfDescriptor(STDOUT_FILENO),
                                  StyleOfDescriptor(STDERR_FILENO),
                                  std::filesystem::current_path(),
                                  [](const char* name) {
                                    return std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
                                  }};
  const auto parsed = ParseCommandLine(arguments);
  if (!parsed) return Fail(surroundings, parsed.error());
  if (const auto* printed = std::get_if<Printed>(&*parsed)) {
    surroundings.out << printed->text;
    return Written(ExitStatus::kHolds, surroundings);
  }
  WatchForStop();
  return Written(std::get<Action>(*parsed)(surroundings), surroundings);
}

}  // namespace
}  // namespace lockstep

int main(int argc, char** argv) {
  try {
    return static_cast<int>(lockstep::Main({argv + 1, argv + argc}));
  } catch (const std::exception& error) {
    // Memory or disk ran out, or we are wrong: no verdict either way.
    std::cerr << "lockstep: error: " << error.what() << '\n';
    return static_cast<int>(lockstep::ExitStatus::kFailed);
  }
}
