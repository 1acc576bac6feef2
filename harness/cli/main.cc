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
    std::cout << printed->text << std::flush;
    return ExitStatus::kHolds;
  }
  WatchForStop();
  return std::get<Action>(*parsed)(surroundings);
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
