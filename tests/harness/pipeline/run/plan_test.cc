#include "harness/pipeline/run/plan.h"

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

TEST(PlanTest, UnitsAreLargeEvenAndAlikeWhereTheCheckIsLarge) {
  for (const std::uint64_t cases : {200000ULL, 1000000ULL, 1100000ULL, 5000000ULL}) {
    const Plan plan = PlanFor(cases);
    EXPECT_EQ(plan.units % 2, 0u) << cases;
    EXPECT_LE(plan.CasesOf(0), kUnitCases * kMostTimes) << cases;
    EXPECT_GE(2 * plan.CasesOf(0), std::min<std::uint64_t>(cases, kUnitCases * kMostTimes));
    EXPECT_GE(plan.CasesOf(plan.units - 1) + plan.units * kBatchCases, plan.CasesOf(0)) << cases;
  }
}

TEST(PlanTest, ACheckWithoutEndBeginsWithSmallUnits) {
  const Port port;
  const Plan plan = MakePlan(port, StandardOracles(port), 20000, 0, true);
  EXPECT_EQ(plan.CasesOf(kFirstUnits - 1), kFirstCases);
  EXPECT_EQ(plan.CasesOf(kFirstUnits), kUnitCases);
  EXPECT_EQ(plan.CasesOf(2 * kFirstUnits), kUnitCases * kMostTimes);
  EXPECT_EQ(plan.CasesOf(1000), kUnitCases * kMostTimes);
}

TEST(PlanTest, UnitsOfSequencesStaySmall) {
  Port port;
  port.stateful = true;
  const Plan plan = MakePlan(port, StandardOracles(port), 20000, 0);
  EXPECT_LE(plan.CasesOf(0), kUnitSequences);
  EXPECT_EQ(Total(plan), 20000u);
  EXPECT_EQ(MakePlan(port, StandardOracles(port), 20000, 0, true).CasesOf(1000), kUnitSequences);
}

TEST(PlanTest, SamplesDoNotGrowWithTheUnit) {
  const Plan small = PlanFor(20000), large = PlanFor(1000000);
  const auto few = small.RunsOf(0), many = large.RunsOf(0);
  ASSERT_EQ(few.size(), many.size());
  const std::uint32_t times = (large.CasesOf(0) + kUnitCases - 1) / kUnitCases;
  ASSERT_GT(times, 1u);
  for (std::size_t i = 0; i < few.size(); ++i) {
    EXPECT_EQ(many[i].replay_every, few[i].replay_every * times);
    EXPECT_EQ(many[i].sample, few[i].sample == 1 ? 1 : few[i].sample * times);
  }
}

TEST(PlanTest, ASmallDomainMeetsAnotherHashSeedInEveryUnit) {
  const Plan plan = PlanFor(20000, 2);
  const auto first = plan.RunsOf(0), second = plan.RunsOf(1);
  const auto other = std::find_if(first.begin(), first.end(), [](const lockstep::Run& run) {
    return run.knobs[Knob::kLayout] != 0;
  });
  ASSERT_NE(other, first.end());
  EXPECT_EQ(second[static_cast<std::size_t>(other - first.begin())].knobs[Knob::kHashSeed],
            other->knobs[Knob::kHashSeed] + 1);
  EXPECT_LT(Total(plan), 20000u);
}

}  // namespace
}  // namespace lockstep
