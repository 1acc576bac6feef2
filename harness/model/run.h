// A Run is a setting and how much is asked of it: what of each case is looked at, how long it may
// take, which of the batches take part. No law depends on it.
#pragma once

#include <cstdint>

#include "harness/model/setting.h"

namespace lockstep {

// How long a case may take before it is called a time-out.
enum class DeadlinePolicy : std::uint8_t {
  kWaning,  // all of its time, and only a moment after the first that took it all
  kWhole,   // all of its time, however many take it
  kLong,    // five times that: to tell what is slow from what does not end
  kShort,   // a moment: for smaller cases that are confirmed afterwards
};

// What is done with each case.
enum class Task : std::uint8_t {
  kCall,    // it is called
  kAssume,  // it is only asked whether `assume` holds for it
  kReach,   // it is called, and its outcome is which lines of the target's own files that reached
};

struct Run : Setting {
  Run() = default;
  Run(const Setting& setting) : Setting(setting) {}  // NOLINT(google-explicit-constructor)

  std::uint32_t replay_every = 0;  // every n-th case is called twice in a row; 0: never
  std::uint32_t sample = 1;        // only every n-th batch of a unit takes part
  bool values = false;             // the column carries the outcome's bytes, for tolerances
  bool careful = false;            // guards are checked after every case, not after every batch
  bool ambient = false;            // what a case leaves behind is looked at after every case
  bool finalize = false;           // the process ends through interpreter finalization
  DeadlinePolicy deadline_policy = DeadlinePolicy::kWaning;
  Task task = Task::kCall;

  const Setting& setting() const { return *this; }

  friend auto operator<=>(const Run&, const Run&) = default;
};

// Without repetition or shuffling of its own.
inline Run Quiet(Run run) {
  run.order = 0;
  run.replay_every = 0;
  run.finalize = false;
  run.values = false;
  return run;
}

}  // namespace lockstep
