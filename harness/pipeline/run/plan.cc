#include "harness/pipeline/run/plan.h"

#include <algorithm>

namespace lockstep {
namespace {

constexpr std::uint32_t kFiniteUnits = 8;
constexpr std::uint32_t kFiniteUnitCases = 16;

// How many of `size` hold `count`.
std::uint64_t RoundedUp(std::uint64_t count, std::uint64_t size) {
  return (count + size - 1) / size;
}

// The size of each of an even number of equal units, in whole batches, but of a small one at least.
std::uint32_t UnitCasesFor(std::uint64_t cases, std::uint32_t small_unit,
                           std::uint64_t most_times) {
  const std::uint64_t units = 2 * RoundedUp(cases, 2 * most_times * small_unit);
  if (units == 0) return small_unit;
  const std::uint64_t even = RoundedUp(RoundedUp(cases, units), kBatchCases) * kBatchCases;
  return std::max(small_unit, static_cast<std::uint32_t>(even));
}

// Two needs are one run when they differ only in whether the values are wanted too.
bool SameRun(Run left, Run right) {
  left.values = right.values = false;
  return left == right;
}

void Unite(std::vector<Run>& runs, const Run& need) {
  for (auto& run : runs) {
    if (!SameRun(run, need)) continue;
    run.values = run.values || need.values;
    return;
  }
  runs.push_back(need);
}

bool Applies(const Contract& contract, const Comparison& comparison) {
  return std::any_of(comparison.laws.begin(), comparison.laws.end(),
                     [&](std::string_view law) { return contract.Applies(std::string(law)); });
}

}  // namespace

std::vector<Run> Plan::RunsOf(std::uint32_t unit) const {
  auto result = runs;
  for (auto& run : result) {
    if (finite && run.knobs[Knob::kLayout] != 0) {
      run.knobs[Knob::kHashSeed] += unit;
      run.knobs[Knob::kLayout] += unit;
    }
    // Samples take as many cases of a larger unit as of the first.
    if (run.sample > 1) run.sample *= TimesOf(unit);
    run.replay_every *= TimesOf(unit);
  }
  return result;
}

std::uint32_t Plan::CasesOf(std::uint32_t unit) const {
  const std::uint32_t most = MostOf(unit);
  if (open_ended) return most;
  const std::uint64_t before = std::uint64_t{most} * unit;
  return before >= cases
             ? 0
             : static_cast<std::uint32_t>(std::min<std::uint64_t>(most, cases - before));
}

std::uint32_t Plan::MostOf(std::uint32_t unit) const {
  if (!open_ended || finite) return unit_cases;
  if (unit < kFirstUnits) return std::min(kFirstCases, unit_cases);
  return unit < 2 * kFirstUnits ? unit_cases : small_unit * most_times;
}

std::uint32_t Plan::TimesOf(std::uint32_t unit) const {
  return static_cast<std::uint32_t>(RoundedUp(MostOf(unit), small_unit));
}

std::vector<Run> RunsNeeded(const Port& port, const Oracles& oracles) {
  std::vector<Run> runs;
  for (const auto& oracle : oracles)
    for (const auto& comparison : oracle->Compares(port.contract)) {
      if (!Applies(port.contract, comparison)) continue;
      Unite(runs, comparison.expected);
      Unite(runs, comparison.actual);
    }
  std::stable_sort(runs.begin(), runs.end(), [](const Run& left, const Run& right) {
    return left.implementation < right.implementation;
  });
  return runs;
}

Plan MakePlan(const Port& port, const Oracles& oracles, std::uint64_t cases,
              std::size_t finite_size, bool open_ended) {
  Plan plan;
  plan.open_ended = open_ended;
  plan.runs = RunsNeeded(port, oracles);
  // One process per unit ends through finalization: a crash on the way out is seen there.
  const Implementation under_test = port.kind == Port::Kind::kNativeItself ? kNative : 1;
  for (auto& run : plan.runs) {
    if (run.implementation != under_test) continue;
    run.finalize = true;
    break;
  }
  plan.finite = finite_size > 0;
  plan.small_unit = port.stateful                           ? kUnitSequences
                    : port.kind == Port::Kind::kInterpreter ? kUnitCasesElsewhere
                                                            : kUnitCases;
  plan.most_times = port.stateful ? 1 : kMostTimes;
  plan.cases = cases;
  if (plan.finite) {
    plan.small_unit = static_cast<std::uint32_t>(
        std::clamp<std::size_t>(4 * finite_size, kFiniteUnitCases, kUnitCases));
    plan.cases = std::min<std::uint64_t>(cases, std::uint64_t{plan.small_unit} * kFiniteUnits);
  }
  plan.unit_cases = plan.finite || open_ended
                        ? plan.small_unit
                        : UnitCasesFor(cases, plan.small_unit, plan.most_times);
  while (!open_ended && plan.CasesOf(plan.units) > 0) ++plan.units;
  return plan;
}

void AgreeOnNative(const std::vector<Plan*>& plans) {
  std::vector<Run> all;
  for (const Plan* plan : plans)
    for (const Run& run : plan->runs)
      if (run.implementation == kNative) Unite(all, run);
  for (Plan* plan : plans) {
    plan->small_unit = plans.front()->small_unit;
    plan->most_times = plans.front()->most_times;
    plan->unit_cases = plans.front()->unit_cases;
    plan->units = plans.front()->units;
    for (Run& run : plan->runs)
      for (const Run& agreed : all)
        if (SameRun(run, agreed)) run.values = agreed.values;
  }
}

}  // namespace lockstep
