#include "harness/pipeline/run/supply.h"

#include <algorithm>
#include <span>
#include <utility>

#include "harness/pipeline/run/unit_run.h"
#include "harness/wire/call_order.h"
#include "harness/wire/value_codec.h"

namespace lockstep {

namespace {

void AddCase(std::span<const std::uint8_t> encoded, std::vector<Case>& cases) {
  if (auto subject = wire::DecodeCase(encoded)) cases.push_back(std::move(*subject));
}

}  // namespace

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

std::vector<Case> Supply::CallsOf(std::uint32_t unit) const {
  std::vector<Case> calls;
  for (const auto& batch : OfUnit(unit))
    for (std::size_t row = 0; row < batch->size(); ++row) AddCase((*batch)[row], calls);
  return calls;
}

std::vector<Case> Supply::CallsBefore(std::uint32_t unit, std::size_t batch, std::size_t row,
                                      const Run& run) const {
  const auto batches = OfUnit(unit);
  const auto order = OrderOf(run, batches.size());
  std::vector<Case> calls;
  for (std::size_t turn = 0; turn < order.size(); ++turn) {
    const Batch& played = *batches[order[turn]];
    const bool last = order[turn] == batch;
    for (const auto each : wire::BatchOrder(run.order, static_cast<std::uint32_t>(turn),
                                            static_cast<std::uint32_t>(played.size()))) {
      if (last && each == row) return calls;
      AddCase(played[each], calls);
    }
    if (last) break;
  }
  return calls;
}

}  // namespace lockstep
