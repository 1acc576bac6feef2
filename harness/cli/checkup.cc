#include "harness/cli/checkup.h"

#include <fmt/format.h>
#include <unistd.h>

#include "harness/worker/locations.h"
#include "harness/worker/script.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;
using State = Checkup::State;

constexpr std::chrono::seconds kPatience{30};

// Exits with 3 where the worker cannot run, 0 with the extension, 4 without.
constexpr const char* kQuestion = R"(
import platform, sys
print(platform.python_implementation(), platform.python_version(), "at", sys.executable)
if sys.version_info < (3, 8):
    sys.exit(3)
try:
    import _lockstep
except ImportError:
    sys.exit(4)
)";

std::string FirstLine(const std::string& text) {
  std::string line = text.substr(0, text.find('\n'));
  for (char& byte : line)
    if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) byte = '?';
  return line;
}

Checkup Missing(std::string name, const Error& error) {
  std::string text = error.what;
  if (!error.next_step.empty()) text += "; " + error.next_step;
  return {std::move(name), State::kMissing, std::move(text)};
}

Checkup CheckInterpreter(const std::string& python, const fs::path& package) {
  const auto run = RunScript(python, {package.string()}, kQuestion, kPatience);
  if (!run) return Missing(python, run.error());
  const std::string version = FirstLine(run->output);
  if (run->timed_out || run->signal != 0) return {python, State::kMissing, "does not answer"};
  if (run->exit_code == 0) return {python, State::kGood, version + ", with the extension"};
  if (run->exit_code == 4) return {python, State::kGood, version + ", with the portable worker"};
  return {
      python, State::kMissing,
      run->exit_code == 3 ? version + ": Python 3.8 or later is needed" : FirstLine(run->errors)};
}

}  // namespace

std::vector<Checkup> CheckInterpreters(const std::vector<std::string>& interpreters) {
  const auto locations = FindLocations();
  if (!locations) return {Missing("Python worker", locations.error())};
  std::vector<Checkup> found = {{"Python worker", State::kGood, locations->package.string()}};
  for (const std::string& python : interpreters)
    found.push_back(CheckInterpreter(python, locations->package));
  return found;
}

Checkup CheckState(const fs::path& directory) {
  // The nearest directory that exists must be writable; asking makes nothing.
  fs::path present = directory;
  std::error_code code;
  while (!fs::exists(present, code) && present.has_relative_path()) present = present.parent_path();
  const bool writable =
      fs::is_directory(present, code) && access(present.c_str(), W_OK | X_OK) == 0;
  return {
      "state directory", writable ? State::kGood : State::kMissing,
      fmt::format("{} {}", directory.string(), writable ? "can be written" : "cannot be written")};
}

}  // namespace lockstep
