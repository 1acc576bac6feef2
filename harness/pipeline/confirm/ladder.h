// The Ladder of confirmations: which determinism law is broken is decided by running the case
// again in ever larger surroundings, not by the column in which it was first seen.
//
//   adjacent repeat in one process          replay
//   alone, in two fresh processes           fresh-process (cause: a new process)
//   the same, under another process id      fresh-process (cause: the process id)
//   alone, under another hash seed / layout fresh-process (cause: the knob, or a new interpreter)
//   alone, more than a second apart         fresh-process (cause: the time of day)
//   alone, against after its prefix         history (with the shortest prefix)
//   alone, many times in one process        replay
//
// A rung's cause is named only where the difference is there whenever it is turned and not when it
// is not; what comes and goes without either is chance.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/prefix.h"
#include "harness/pipeline/confirm/alone.h"
#include "harness/pipeline/confirm/probe.h"

namespace lockstep {

struct Diagnosis {
  std::string law;
  Run left, right;   // equal for replay and for a new process
  Prefix prefix;     // history: what must be called before
  std::string knob;  // what the cause is called in the report
  int confirmed = 0, of = 0;
};

// The calls that ran before the candidate's case in a setting of its unit, oldest first.
using CallsBefore = std::function<std::vector<Case>(const Run&)>;

class Ladder {
 public:
  // Once `should_stop` says so, no further rung is climbed, and nothing more is reduced.
  Ladder(const Probe& probe, const Case& subject, const Run& left, const Run& right,
         const std::function<bool()>& should_stop)
      : probe_(probe),
        subject_(subject),
        alone_(probe, subject),
        left_as_run_(left),
        right_as_run_(right),
        left_(Quiet(left)),
        right_(Quiet(right)),
        should_stop_(should_stop) {}

  // nullopt: seen once, and not again on any rung.
  Result<std::optional<Diagnosis>> Climb(const CallsBefore& calls_before) const;

  // Whether the case, given five times as long, ends on neither side, or on both and takes a good
  // part of its time to: a time-out of it speaks of how busy the machine was.
  Result<bool> MerelySlow() const;

  // Whether a diagnosis still shows with another subject: what shrinking asks.
  static Result<std::vector<bool>> StillShows(const Probe& probe, const Diagnosis& diagnosis,
                                              std::span<const Case> subjects);

  // How often the case was run by itself so far.
  std::size_t runs() const { return alone_.runs(); }

 private:
  using Rung = Result<std::optional<Diagnosis>>;
  Rung Replay() const;
  Rung FreshProcess() const;
  Rung Clock() const;
  // After how many calls of the subject itself, at most so many, it does something else than alone:
  // what a mere count of calls decides is shown by a loop.
  std::optional<Prefix> Counted(const Run& run, const Cell& alone, std::size_t most) const;
  Rung History(const Run& run, const CallsBefore& calls_before, const Run& as_run) const;
  Rung Flicker() const;

  const Probe& probe_;
  const Case& subject_;
  Alone alone_;
  Run left_as_run_, right_as_run_, left_, right_;
  const std::function<bool()>& should_stop_;
};

}  // namespace lockstep
