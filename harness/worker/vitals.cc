#include "harness/worker/vitals.h"

#include <fmt/format.h>
#include <time.h>

#include <fstream>
#include <string>
#include <vector>

namespace lockstep::worker {
namespace {

std::vector<pid_t> ChildrenOf(pid_t process) {
  std::ifstream list(fmt::format("/proc/{}/task/{}/children", process, process));
  std::vector<pid_t> children;
  for (pid_t child = 0; list >> child;) children.push_back(child);
  return children;
}

}  // namespace

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
