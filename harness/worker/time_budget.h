// A TimeBudget says how long the next cases of a session may take, by what it has seen and by the
// pace of the others, and what a time-out costs it.
#pragma once

#include <chrono>
#include <cstdint>

#include "harness/model/run.h"
#include "harness/worker/in_flight_batch.h"
#include "harness/worker/limits.h"
#include "harness/worker/pace.h"

namespace lockstep::worker {

class TimeBudget {
 public:
  // The pace outlives it.
  TimeBudget(const Run& run, const Limits& limits, Pace& pace)
      : run_(run), limits_(limits), pace_(pace) {}

  // A process begins; from now on its first answer is waited for.
  void Begin() { since_ = Clock::now(); }
  void Answered(const InFlightBatch& flight, const Range& range);
  // `first`: it was the first case of its process.
  void RanOut(const InFlightBatch& flight, std::uint32_t row, bool first);

  // Once it is known that calls sleep, a nap is enough to tell one. Where calls run out of time by
  // the dozen, each need not cost the whole of it. What a difference rests on is run again with all
  // its time before it is believed.
  Limits LimitsNow() const;
  // Whether a case is given less than the whole of its time.
  bool IsHasty() const;
  // The time that a time-out takes now, by the clock; a session that has nothing to do lets that
  // run on.
  std::chrono::nanoseconds TimeLost() const;
  // In deaths by a crash of a worker that is forked, which take milliseconds. Time-outs of many
  // calls are dearer than they are, for they are to end soon. `to_confirm`: the clock on the wall
  // alone says so.
  std::uint32_t CostOfTimeOut(bool to_confirm) const;

 private:
  using Clock = std::chrono::steady_clock;

  bool HasSeenTimeOuts() const;
  bool IsShort() const { return run_.deadline_policy == DeadlinePolicy::kShort; }
  bool IsWaning() const { return run_.deadline_policy == DeadlinePolicy::kWaning; }
  bool Naps() const;
  // A part of the whole limit, but many times a usual case.
  std::chrono::milliseconds Moment(std::chrono::milliseconds whole,
                                   std::chrono::milliseconds usual) const;

  const Run run_;
  const Limits limits_;
  Pace& pace_;
  std::uint32_t time_outs_ = 0, answered_ = 0;
  std::uint32_t firsts_out_ = 0;      // first cases of processes that took all of their time
  std::chrono::nanoseconds slow_{0};  // of cases that took many times the usual
  Clock::time_point since_;
};

}  // namespace lockstep::worker
