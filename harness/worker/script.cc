#include "harness/worker/script.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "harness/worker/environment.h"
#include "harness/worker/output_file.h"
#include "harness/worker/process.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kShown = 64 << 10;
constexpr std::uint64_t kInterpreterSpace = 1ULL
                                            << 30;  // an interpreter's own, with numeric libraries

// More than a call may use, as far as the machine has it: what only runs into our limit is no
// difference, and would be one here too.
std::uint64_t SpaceBeyond(std::uint64_t limit) {
  constexpr std::uint64_t kTimes = 4;
  const auto machine = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) *
                       static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  return std::max(limit, std::min(kTimes * limit, machine / 2)) + kInterpreterSpace;
}

// A directory that is gone when this is.
class PrivateDirectory {
 public:
  PrivateDirectory() {
    std::string pattern = (fs::temp_directory_path() / "lockstep-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~PrivateDirectory() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  PrivateDirectory(const PrivateDirectory&) = delete;
  PrivateDirectory& operator=(const PrivateDirectory&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

worker::ChildOrder OrderFor(const std::string& python, const std::vector<std::string>& path,
                            const fs::path& directory, const Limits& limits) {
  worker::ChildOrder order;
  order.command = {python, (directory / "script.py").string()};
  order.environment = worker::EnvironmentOf({});
  std::string& python_path = order.environment["PYTHONPATH"];
  python_path = fmt::format("{}{}{}", fmt::join(path, ":"),
                            path.empty() || python_path.empty() ? "" : ":", python_path);
  order.environment["PYTHONDONTWRITEBYTECODE"] = "1";
  order.directory = order.environment["TMPDIR"] = directory.string();
  order.contained = true;
  order.fixed_layout = false;  // as whoever pastes it will have it
  order.memory = limits.memory == 0 ? 0 : SpaceBeyond(limits.memory);
  order.file = limits.file;
  return order;
}

std::optional<int> Awaited(worker::Process& process, std::chrono::milliseconds limit,
                           const Halted& halted) {
  constexpr std::chrono::milliseconds kTick{50};
  for (; limit > kTick && HaltNow(halted) != Halt::kAll; limit -= kTick)
    if (const auto status = process.Wait(kTick)) return status;
  return process.Wait(HaltNow(halted) == Halt::kAll ? std::chrono::milliseconds(0) : limit);
}

ScriptRun Ended(std::optional<int> status) {
  ScriptRun run;
  run.timed_out = !status;
  if (status && WIFSIGNALED(*status)) run.signal = WTERMSIG(*status);
  if (status && WIFEXITED(*status)) run.exit_code = WEXITSTATUS(*status);
  return run;
}

}  // namespace

Result<ScriptRun> RunScript(const std::string& python, const std::vector<std::string>& path,
                            const std::string& source, std::chrono::milliseconds timeout,
                            const Limits& limits, const Halted& halted) {
  const PrivateDirectory directory;
  auto output = worker::OutputFile::Make(), errors = worker::OutputFile::Make();
  if (!output) return output.error();
  if (!errors) return errors.error();
  if (!(std::ofstream(directory.path() / "script.py") << source).flush())
    return Error{Error::Kind::kSystem,
                 std::strerror(errno),
                 directory.path().string(),
                 "free some space",
                 {}};
  auto order = OrderFor(python, path, directory.path(), limits);
  order.output = output->number();
  order.errors = errors->number();
  auto process = worker::Process::Start(order);
  if (!process) return process.error();
  ScriptRun run = Ended(Awaited(*process, timeout, halted));
  process->Kill();
  run.output = output->Head(kShown);
  run.errors = errors->Head(kShown);
  return run;
}

}  // namespace lockstep
