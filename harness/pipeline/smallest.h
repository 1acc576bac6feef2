// The Smallest case that still shows a finding: shrunk in two processes that stay open, and
// confirmed in fresh ones.
#pragma once

#include <functional>

#include "harness/model/finding.h"
#include "harness/pipeline/ladder.h"
#include "harness/pipeline/probe.h"

namespace lockstep {

class Smallest {
 public:
  // The probe outlives it.
  Smallest(const Probe& probe, std::function<bool()> should_stop)
      : probe_(probe), should_stop_(std::move(should_stop)) {}

  // Of Finding::original, between its two settings, showing the same breach.
  Case Of(const Finding& finding, const BreachKey& key) const;
  // The same for a diagnosis; of a history, the calls before it get smaller too.
  void Shrink(Diagnosis diagnosis, Finding& finding) const;
  // Whether a time-out runs out of a much longer time too; with the case that does.
  bool Lasts(Finding& finding, const BreachKey& key) const;
  // What the case comes to when any breach of the same family will do: where findings of one cause
  // meet.
  Case Simplest(const Finding& finding) const;

 private:
  void ShrinkHistory(Diagnosis diagnosis, Finding& finding) const;

  const Probe& probe_;
  std::function<bool()> should_stop_;
};

}  // namespace lockstep
