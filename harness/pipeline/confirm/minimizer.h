// A Minimizer looks for the smallest case that still shows a finding: it is shrunk in two processes
// that stay open, and confirmed in fresh ones.
#pragma once

#include <functional>

#include "harness/model/finding.h"
#include "harness/pipeline/confirm/ladder.h"
#include "harness/pipeline/confirm/probe.h"
#include "harness/pipeline/run/excuses.h"

namespace lockstep {

class Minimizer {
 public:
  // The probe and the excuses outlive it.
  Minimizer(const Probe& probe, const Excuses& excuses, std::function<bool()> should_stop)
      : probe_(probe), excuses_(excuses), should_stop_(std::move(should_stop)) {}

  // Of Finding::original, between its two settings, showing the same breach; cases that are excused
  // apart from others do not.
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
  const Excuses& excuses_;
  std::function<bool()> should_stop_;
};

}  // namespace lockstep
