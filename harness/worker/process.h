// A Process is one child of the harness: started in surroundings of our choosing, killed with
// its whole process group, and always reaped.
//
// The child leads its own process group (Ctrl-C at the terminal reaches the harness alone),
// dies with the *thread* that started it (PR_SET_PDEATHSIG; see Spawner), inherits no
// descriptor that was not named, and has its address layout fixed unless asked otherwise.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/result.h"
#include "harness/worker/descriptor.h"

namespace lockstep::worker {

struct ChildOrder {
  std::vector<std::string> command;  // an executable path (not searched), then its arguments
  std::map<std::string, std::string> environment;  // all of it; nothing is inherited
  std::vector<int> keep;                           // descriptors inherited under their own numbers
  int output = -1, errors = -1;                    // become descriptors 1 and 2; -1: /dev/null
  std::string directory;                           // working directory; empty: the harness's
  bool fixed_layout = true;                        // ADDR_NO_RANDOMIZE
  bool contained = false;                          // what it starts ends with it (containment.h)
  bool own_proc = false;                           // and it sees nothing else
  std::uint64_t stack = 0;                         // RLIMIT_STACK, soft; 0: as the harness has it
  std::uint64_t memory = 0;                        // RLIMIT_AS; 0: none
  std::uint64_t file = 0;                          // RLIMIT_FSIZE; 0: none
  std::uint64_t cpu_seconds = 0;                   // RLIMIT_CPU; 0: none
};

class Process {
 public:
  // An Error (kInterpreter) when there is no such executable.
  static Result<Process> Start(const ChildOrder& order);

  Process(Process&& other) noexcept;
  Process& operator=(Process&& other) noexcept;
  ~Process();  // kills and reaps

  pid_t pid() const { return pid_; }
  // The wait status, once it has ended within `limit`; zero only looks.
  std::optional<int> Wait(std::chrono::milliseconds limit);
  // SIGKILL to its process group; it is still to be reaped (Wait, or the destructor).
  void Kill();

 private:
  explicit Process(pid_t pid);
  void End();
  std::optional<int> Reaped();

  pid_t pid_ = -1;
  Descriptor handle_;          // a pidfd where the kernel has them
  std::optional<int> status_;  // once reaped
};

}  // namespace lockstep::worker
