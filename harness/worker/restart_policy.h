// A RestartPolicy says whether a session that lost its process goes on in another: it counts what
// deaths cost, and processes that never spoke.
#pragma once

#include <cstdint>

#include "harness/worker/pace.h"
#include "harness/worker/time_budget.h"
#include "harness/worker/worker_process.h"

namespace lockstep::worker {

class RestartPolicy {
 public:
  // Both outlive it.
  RestartPolicy(const TimeBudget& time, Pace& pace) : time_(time), pace_(pace) {}

  // Of a process: whether something was heard of it, or it ended before it came up.
  void Spoke() { false_starts_ = 0; }
  void NeverSpoke() { ++false_starts_; }
  // A row ended its process, a peer's or one that is forked. What that costs, in deaths by a crash
  // of one that is forked; before the time budget is told of it.
  std::uint32_t Died(const WorkerProcess::End& end, bool peer);

  // Only the clock on the wall says so: the row has to be run alone before it is believed.
  // Confirmed once, the clock is believed for the rest of the unit.
  bool HasToBeConfirmed(const WorkerProcess::End& end) const;
  // Whether another process is worth beginning, after those that never spoke.
  bool MayBegin() const;
  // Whether deaths have cost all that a session may spend.
  bool IsSpent() const;

 private:
  std::uint32_t CostOf(const WorkerProcess::End& end, bool peer) const;

  const TimeBudget& time_;
  Pace& pace_;
  int false_starts_ = 0;  // in a row
  std::uint32_t deaths_ = 0, cost_ = 0;
  bool believes_clock_ = false;
};

}  // namespace lockstep::worker
