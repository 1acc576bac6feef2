#include "harness/pipeline/run/supply.h"

#include <algorithm>
#include <utility>

#include "harness/pipeline/run/unit_run.h"
#include "harness/wire/call_order.h"
#include "harness/wire/value_codec.h"

namespace lockstep {

namespace {

void Decode(const Batch& batch, const std::vector<std::uint32_t>& rows, std::vector<Case>& cases) {
  for (const auto row : rows)
    if (auto subject = wire::DecodeCase(batch[row])) cases.push_back(std::move(*subject));
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
  return Calls(unit, Run(), std::nullopt);
}

std::vector<Case> Supply::CallsBefore(std::uint32_t unit, std::size_t batch, std::size_t row,
                                      const Run& run) const {
  return Calls(unit, run, std::pair(batch, row));
}

std::vector<Case> Supply::Calls(std::uint32_t unit, const Run& run,
                                std::optional<std::pair<std::size_t, std::size_t>> before) const {
  const auto batches = OfUnit(unit);
  const auto order = OrderOf(run, batches.size());
  std::vector<Case> calls;
  for (std::size_t turn = 0; turn < order.size(); ++turn) {
    const Batch& batch = *batches[order[turn]];
    auto rows = wire::BatchOrder(run.order, static_cast<std::uint32_t>(turn),
                                 static_cast<std::uint32_t>(batch.size()));
    const bool last = before && order[turn] == before->first;
    if (last) rows.erase(std::find(rows.begin(), rows.end(), before->second), rows.end());
    Decode(batch, rows, calls);
    if (last) break;
  }
  return calls;
}

}  // namespace lockstep
