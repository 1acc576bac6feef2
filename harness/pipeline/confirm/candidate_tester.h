// A CandidateTester asks of many smaller cases whether they still fail, in two processes that stay
// open.
//
// It is in a hurry: candidates that run out of time are counted, and after too many, or when the
// run is to stop, nothing fails any more. What an earlier candidate left behind may speak for a
// later one, so that the last answer is confirmed elsewhere.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "harness/pipeline/confirm/probe.h"

namespace lockstep {

class CandidateTester {
 public:
  // The probe outlives it.
  CandidateTester(const Probe& probe, Run left, Run right, std::size_t most_time_outs,
                  std::function<bool()> should_stop)
      : probe_(probe),
        left_(left),
        right_(right),
        most_time_outs_(most_time_outs),
        should_stop_(std::move(should_stop)) {}

  // From now on every batch has processes of its own.
  void Separate() { separate_ = true; }

  // Which show the same failure; see SideBySide::Show.
  std::vector<bool> Failing(std::span<const Case> cases, const BreachKey& key);
  // Which have other outcomes on the two sides, or, with `replay`, when called twice.
  std::vector<bool> Differing(std::span<const Case> cases, bool replay);

 private:
  SideBySide* Ready();

  const Probe& probe_;
  Run left_, right_;
  std::size_t most_time_outs_, time_outs_ = 0;  // of the processes before these
  std::function<bool()> should_stop_;
  bool separate_ = false;
  std::optional<SideBySide> both_;
};

}  // namespace lockstep
