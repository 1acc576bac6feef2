#include "harness/pipeline/plan.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "oracles/registry.h"

namespace lockstep {
namespace {

Plan PlanFor(std::uint64_t cases, std::size_t finite_size = 0) {
  const Port port;
  return MakePlan(port, StandardOracles(port), cases, finite_size);
}

std::uint64_t Total(const Plan& plan) {
  std::uint64_t total = 0;
  for (std::uint32_t unit = 0; unit < plan.units; ++unit) total += plan.CasesOf(unit);
  return total;
}

TEST(PlanTest, UnitsCoverTheCasesExactly) {
  for (const std::uint64_t cases : {0ULL, 1ULL, 16384ULL, 16385ULL, 65537ULL, 1000000ULL}) {
    const Plan plan = PlanFor(cases);
    EXPECT_EQ(Total(plan), cases);
    EXPECT_EQ(plan.CasesOf(plan.units), 0u);
  }
}

TEST(PlanTest, ASmallCheckHasWorkForEveryCore) { EXPECT_EQ(PlanFor(20000).units, 2u); }

TEST(PlanTest, LaterUnitsAreLarger) {
  const Plan plan = PlanFor(1000000);
  EXPECT_EQ(plan.CasesOf(kFirstUnits - 1), kUnitCases);
  EXPECT_EQ(plan.CasesOf(kFirstUnits), kUnitCases * kLaterTimes);
}

TEST(PlanTest, SamplesDoNotGrowWithTheUnit) {
  const Plan plan = PlanFor(1000000);
  const auto first = plan.SettingsOf(0), later = plan.SettingsOf(kFirstUnits);
  ASSERT_EQ(first.size(), later.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(later[i].replay_every, first[i].replay_every * kLaterTimes);
    EXPECT_EQ(later[i].sample, first[i].sample == 1 ? 1 : first[i].sample * kLaterTimes);
  }
}

TEST(PlanTest, ASmallDomainMeetsAnotherHashSeedInEveryUnit) {
  const Plan plan = PlanFor(20000, 2);
  const auto first = plan.SettingsOf(0), second = plan.SettingsOf(1);
  const auto other = std::find_if(first.begin(), first.end(),
                                  [](const Setting& setting) { return setting.layout != 0; });
  ASSERT_NE(other, first.end());
  EXPECT_EQ(second[static_cast<std::size_t>(other - first.begin())].hash_seed,
            other->hash_seed + 1);
  EXPECT_LT(Total(plan), 20000u);
}

}  // namespace
}  // namespace lockstep
