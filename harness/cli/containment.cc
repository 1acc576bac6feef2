// CheckContainment: each knob is turned in a child of its own.
#include <fmt/format.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "harness/cli/checkup.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;
using State = Checkup::State;

// Whether `attempt` returns true in a forked child; only system calls are made there.
bool InChild(bool (*attempt)()) {
  const pid_t child = fork();
  if (child == 0) _exit(attempt() ? 0 : 1);
  int status = 0;
  return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
         WEXITSTATUS(status) == 0;
}

Checkup Judge(std::string name, bool granted, std::string text, std::string instead) {
  return {std::move(name), granted ? State::kGood : State::kWeaker,
          granted ? std::move(text) : std::move(instead)};
}

// The first process of the namespace must be able to start too, not only the namespace.
bool HasPidNamespace() {
  return InChild([] {
    if (unshare(CLONE_NEWPID) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWPID) != 0) return false;
    const pid_t first = fork();
    if (first == 0) _exit(getpid() == 1 ? 0 : 1);
    int status = 0;
    return first > 0 && waitpid(first, &status, 0) == first && status == 0;
  });
}

bool HasFixedLayout() {
  return InChild([] {
    return personality(ADDR_NO_RANDOMIZE) != -1 &&
           (personality(0xFFFFFFFF) & ADDR_NO_RANDOMIZE) != 0;
  });
}

bool HasLimits() {
  return InChild([] {
    for (const auto kind : {RLIMIT_AS, RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_NOFILE}) {
      rlimit limit{};
      if (getrlimit(kind, &limit) != 0) return false;
      limit.rlim_cur = limit.rlim_max == RLIM_INFINITY ? rlim_t{1} << 40U : limit.rlim_max;
      if (setrlimit(kind, &limit) != 0) return false;
    }
    return true;
  });
}

bool HasSubreaper() {
  return InChild([] { return prctl(PR_SET_CHILD_SUBREAPER, 1) == 0; });
}

bool HasMemoryFile() {
  return InChild([] { return memfd_create("lockstep", MFD_CLOEXEC) >= 0; });
}

bool HasProcessDescriptor() {
  return InChild([] { return syscall(SYS_pidfd_open, getpid(), 0) >= 0; });
}

// Our own cgroup counts processes, and we may write its limit: version 2, else version 1.
bool HasProcessCount() {
  std::ifstream membership("/proc/self/cgroup");
  for (std::string line; std::getline(membership, line);) {
    const auto path = line.substr(line.rfind(':') + 1);
    const bool unified = line.starts_with("0::");
    if (!unified && line.find(":pids:") == std::string::npos) continue;
    const fs::path directory =
        fs::path(unified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/pids") / path.substr(1);
    if (access((directory / "pids.max").c_str(), W_OK) == 0) return true;
  }
  return false;
}

}  // namespace

std::vector<Checkup> CheckContainment() {
  std::vector<Checkup> found = {
      Judge("PID namespace", HasPidNamespace(), "a worker's whole offspring is killed at once",
            "not granted; process groups and a subreaper take its place"),
      Judge("fixed address layout", HasFixedLayout(), "address randomisation is off in workers",
            "not granted; runs may differ in addresses"),
      Judge("process limit", HasProcessCount(), "cgroup pids.max can be set",
            geteuid() == 0
                ? "no cgroup to write to, and RLIMIT_NPROC does not bind root"
                : "no cgroup to write to; RLIMIT_NPROC counts all processes of this user"),
      Judge("subreaper", HasSubreaper(), "orphans of a worker come back to it", "not granted"),
      Judge("process descriptors", HasProcessDescriptor(), "pidfd",
            "not here; process ids are polled"),
  };
  if (!HasLimits())
    found.push_back(
        {"resource limits", State::kMissing, "memory, CPU and file limits cannot be set"});
  if (!HasMemoryFile())
    found.push_back({"memory files", State::kMissing, "memfd_create is refused"});
  return found;
}

}  // namespace lockstep
