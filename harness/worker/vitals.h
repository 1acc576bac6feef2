// Vitals are what the kernel says of a process that may be stuck.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>

namespace lockstep::worker {

struct Vitals {
  char state = '?';  // as in /proc: R running, S sleeping, D, T stopped, t traced, Z dead
  std::chrono::nanoseconds cpu{0};  // of all its threads
};

// nullopt when there is no such process.
std::optional<Vitals> VitalsOf(pid_t process);

// Bytes of address space; 0 when there is no such process.
std::uint64_t AddressSpaceOf(pid_t process);

// How many descendants it has; counting ends at `enough`.
std::size_t DescendantsOf(pid_t process, std::size_t enough);

// The child of a process that has this number in the process's own namespace; 0: none has.
pid_t ChildCalled(pid_t number, pid_t process);

// The only child of a process, 0 when it has none.
pid_t ChildOf(pid_t process);

}  // namespace lockstep::worker
