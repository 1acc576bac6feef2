// Consistency: whether an implementation agrees with itself on a case, asked in fresh processes.
#pragma once

#include <span>

#include "harness/pipeline/confirm/probe.h"

namespace lockstep {

class Consistency {
 public:
  // The probe outlives it.
  explicit Consistency(const Probe& probe) : probe_(probe) {}

  // In other surroundings: few hash seeds and layouts, more where it has been seen to vary.
  Result<bool> Across(const Case& subject, const Run& run, bool suspected) const;
  // In one setting, wherever its memory lies: what another hash seed does is not asked.
  Result<bool> Within(const Case& subject, const Run& run) const;

 private:
  Result<bool> Agrees(const Case& subject, const Run& run, std::span<const Run> others) const;

  const Probe& probe_;
};

}  // namespace lockstep
