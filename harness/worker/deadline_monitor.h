// A DeadlineMonitor looks at a worker from time to time and says when it has gone beyond its
// deadline, or a limit.
//
// Time is CPU time of the worker since its mark last moved, so a loaded machine never makes a
// time-out. Only a worker that sleeps is measured by the clock on the wall, and that verdict is to
// be confirmed. A stopped worker is seen at once.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>

#include "harness/model/observation.h"
#include "harness/worker/limits.h"
#include "harness/worker/mark.h"
#include "harness/worker/vitals.h"

namespace lockstep::worker {

class DeadlineMonitor {
 public:
  struct Verdict {
    Outcome outcome;
    bool to_confirm = false;
    bool too_many = false;  // processes
  };

  explicit DeadlineMonitor(const Limits& limits) : limits_(limits) {}

  void Limit(const Limits& limits) { limits_ = limits; }
  // Time until the next Look does not count as sleep.
  void Resume() { last_look_ = std::chrono::steady_clock::now(); }
  // `keeper`: who adopts what the worker leaves behind; its children count as the worker's.
  std::optional<Verdict> Look(pid_t worker, pid_t keeper, const std::optional<Mark>& mark);
  // Only whether a case has used more CPU time than it may.
  std::optional<Verdict> Poll(pid_t worker, const std::optional<Mark>& mark);

 private:
  void Follow(const Vitals& vitals, const std::optional<Mark>& mark);
  std::optional<Verdict> Judge(std::size_t processes) const;
  Verdict OutOfCpu() const;
  std::chrono::milliseconds Cpu() const;

  Limits limits_;
  std::optional<Mark> last_mark_;
  std::chrono::nanoseconds cpu_then_{0};  // when the mark moved
  std::chrono::nanoseconds cpu_{0}, asleep_{0};
  std::chrono::steady_clock::time_point last_look_ = std::chrono::steady_clock::now();
  int stopped_ = 0;  // looks in a row
};

}  // namespace lockstep::worker
