#include "harness/pipeline/plan.h"

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
bool SameRun(Setting left, Setting right) {
  left.values = right.values = false;
  return left == right;
}

void Unite(std::vector<Setting>& settings, const Setting& need) {
  for (auto& setting : settings) {
    if (!SameRun(setting, need)) continue;
    setting.values = setting.values || need.values;
    return;
  }
  settings.push_back(need);
}

bool AppliesTo(const Oracle& oracle, const Contract& contract) {
  const auto laws = oracle.laws();
  return std::any_of(laws.begin(), laws.end(),
                     [&](std::string_view law) { return contract.Applies(std::string(law)); });
}

}  // namespace

std::vector<Setting> Plan::SettingsOf(std::uint32_t unit) const {
  auto result = settings;
  for (auto& setting : result) {
    if (finite && setting.knobs[Knob::kLayout] != 0) {
      setting.knobs[Knob::kHashSeed] += unit;
      setting.knobs[Knob::kLayout] += unit;
    }
    // Samples take as many cases of a larger unit as of the first.
    if (setting.sample > 1) setting.sample *= TimesOf(unit);
    setting.replay_every *= TimesOf(unit);
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

std::vector<Setting> SettingsNeeded(const Port& port, const Oracles& oracles) {
  std::vector<Setting> settings;
  for (const auto& oracle : oracles) {
    if (!AppliesTo(*oracle, port.contract)) continue;
    for (const auto& need : oracle->Needs(port.contract)) Unite(settings, need);
  }
  std::stable_sort(settings.begin(), settings.end(), [](const Setting& left, const Setting& right) {
    return left.implementation < right.implementation;
  });
  return settings;
}

Plan MakePlan(const Port& port, const Oracles& oracles, std::uint64_t cases,
              std::size_t finite_size, bool open_ended) {
  Plan plan;
  plan.open_ended = open_ended;
  plan.settings = SettingsNeeded(port, oracles);
  // One process per unit ends through finalization: a crash on the way out is seen there.
  const Implementation under_test = port.kind == Port::Kind::kNativeItself ? kNative : 1;
  for (auto& setting : plan.settings) {
    if (setting.implementation != under_test) continue;
    setting.finalize = true;
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
  std::vector<Setting> all;
  for (const Plan* plan : plans)
    for (const Setting& setting : plan->settings)
      if (setting.implementation == kNative) Unite(all, setting);
  for (Plan* plan : plans) {
    plan->small_unit = plans.front()->small_unit;
    plan->most_times = plans.front()->most_times;
    plan->unit_cases = plans.front()->unit_cases;
    plan->units = plans.front()->units;
    for (Setting& setting : plan->settings)
      for (const Setting& agreed : all)
        if (SameRun(setting, agreed)) setting.values = agreed.values;
  }
}

}  // namespace lockstep
