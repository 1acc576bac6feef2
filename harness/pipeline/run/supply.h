// A Supply makes the cases of a unit: the same ones whenever it is asked, for all ports that share
// them.
#pragma once

#include <cstdint>
#include <vector>

#include "fuzzers/source.h"
#include "harness/model/port.h"
#include "harness/pipeline/run/plan.h"
#include "harness/pipeline/run/rehearsal.h"

namespace lockstep {

class Supply {
 public:
  // The unit of the cases that are given: corpus, accepted cases, examples.
  static constexpr std::uint32_t kGivenUnit = 0xFFFFFFFF;

  Supply(Port port, Hints hints, std::uint64_t seed, Plan plan, const std::vector<Case>& given);

  Batches OfUnit(std::uint32_t unit) const;
  // Of a unit that is drawn: at most so many of its cases.
  Batches FirstOf(std::uint32_t unit, std::uint32_t most) const;
  // The calls of a unit, as they were drawn.
  std::vector<Case> CallsOf(std::uint32_t unit) const;
  // Those that `run` makes before a row.
  std::vector<Case> CallsBefore(std::uint32_t unit, std::size_t batch, std::size_t row,
                                const Run& run) const;
  bool has_given() const { return !given_.empty(); }
  const Plan& plan() const { return plan_; }

 private:
  Port port_;
  Hints hints_;
  std::uint64_t seed_;
  Plan plan_;
  Batches given_;
};

}  // namespace lockstep
