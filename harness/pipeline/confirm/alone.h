// A case Alone: in fresh processes of its own, again and again. It counts how often it was run.
#pragma once

#include "harness/pipeline/confirm/probe.h"

namespace lockstep {

class Alone {
 public:
  // Both outlive it.
  Alone(const Probe& probe, const Case& subject) : probe_(probe), subject_(subject) {}

  Result<Cell> In(const Run& run) const;
  // So often in one process.
  Result<std::vector<Cell>> Repeated(const Run& run, std::size_t times) const;

  bool Differ(const Cell& left, const Cell& right) const;
  Result<bool> Differs(const Run& left, const Run& right) const;
  // In how many of `of` rounds it does.
  Result<int> Differences(const Run& left, const Run& right, int of) const;

  const Case& subject() const { return subject_; }
  std::size_t runs() const { return runs_; }

 private:
  const Probe& probe_;
  const Case& subject_;
  mutable std::size_t runs_ = 0;
};

}  // namespace lockstep
