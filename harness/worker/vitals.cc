#include "harness/worker/vitals.h"

#include <fmt/format.h>
#include <time.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace lockstep::worker {
namespace {

std::vector<pid_t> ChildrenOf(pid_t process) {
  std::vector<pid_t> children;
  std::error_code ignored;  // it may be gone at any time
  std::filesystem::directory_iterator threads(fmt::format("/proc/{}/task", process), ignored);
  for (; threads != std::filesystem::directory_iterator(); threads.increment(ignored)) {
    std::ifstream list(threads->path() / "children");
    for (pid_t child = 0; list >> child;) children.push_back(child);
  }
  return children;
}

// The numbers of a process, from our namespace inwards.
std::vector<pid_t> NumbersOf(pid_t process) {
  constexpr std::string_view kName = "NSpid:";
  std::ifstream file(fmt::format("/proc/{}/status", process));
  std::vector<pid_t> numbers;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(kName)) continue;
    std::istringstream words(line.substr(kName.size()));
    for (pid_t number = 0; words >> number;) numbers.push_back(number);
  }
  return numbers;
}

}  // namespace

pid_t ChildCalled(pid_t number, pid_t process) {
  const std::size_t depth = NumbersOf(process).size();
  for (const pid_t child : ChildrenOf(process))
    if (const auto numbers = NumbersOf(child);
        depth > 0 && numbers.size() >= depth && numbers[depth - 1] == number)
      return child;
  return 0;
}

std::optional<Vitals> VitalsOf(pid_t process) {
  std::ifstream file(fmt::format("/proc/{}/stat", process));
  std::string line;
  if (process <= 0 || !std::getline(file, line)) return std::nullopt;
  const auto name_end = line.rfind(')');  // the name itself may hold anything
  if (name_end == std::string::npos || name_end + 2 >= line.size()) return std::nullopt;
  Vitals vitals{line[name_end + 2], {}};
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(process, &clock) == 0 && ::clock_gettime(clock, &used) == 0)
    vitals.cpu = std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
  return vitals;
}

std::uint64_t AddressSpaceOf(pid_t process) {
  std::ifstream file(fmt::format("/proc/{}/statm", process));
  std::uint64_t pages = 0;
  file >> pages;
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::size_t DescendantsOf(pid_t process, std::size_t enough) {
  std::vector<pid_t> to_ask{process};
  std::size_t found = 0;
  while (!to_ask.empty() && found < enough) {
    const pid_t next = to_ask.back();
    to_ask.pop_back();
    const auto children = ChildrenOf(next);
    found += children.size();
    to_ask.insert(to_ask.end(), children.begin(), children.end());
  }
  return found;
}

pid_t ChildOf(pid_t process) {
  const auto children = ChildrenOf(process);
  return children.empty() ? 0 : children.front();
}

}  // namespace lockstep::worker
