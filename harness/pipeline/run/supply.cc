#include "harness/pipeline/run/supply.h"

#include <algorithm>
#include <utility>

#include "harness/pipeline/run/unit_run.h"

namespace lockstep {

Supply::Supply(Port port, Hints hints, std::uint64_t seed, Plan plan,
               const std::vector<Case>& given)
    : port_(std::move(port)),
      hints_(std::move(hints)),
      seed_(seed),
      plan_(std::move(plan)),
      given_(BatchesOf(given, kBatchCases)) {}

Batches Supply::OfUnit(std::uint32_t unit) const {
  return unit == kGivenUnit ? given_ : FirstOf(unit, plan_.CasesOf(unit));
}

Batches Supply::FirstOf(std::uint32_t unit, std::uint32_t most) const {
  auto source = RandomCases(port_, hints_, seed_, unit);
  return Generate(*source, std::min(most, plan_.CasesOf(unit)));
}

}  // namespace lockstep
