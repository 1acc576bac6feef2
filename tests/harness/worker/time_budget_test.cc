#include "harness/worker/time_budget.h"

#include <gtest/gtest.h>

namespace lockstep::worker {
namespace {

using std::chrono::milliseconds;

constexpr Implementation kPort = 1;

Run Of(DeadlinePolicy policy) {
  Run run;
  run.implementation = kPort;
  run.deadline_policy = policy;
  return run;
}

InFlightBatch Flight(std::size_t rows) {
  auto batch = std::make_shared<Batch>();
  for (std::size_t row = 0; row < rows; ++row) batch->End();
  return {0, std::move(batch), false};
}

class TimeBudgetTest : public ::testing::Test {
 protected:
  TimeBudget Budget(DeadlinePolicy policy) {
    TimeBudget budget(Of(policy), limits_, pace_);
    budget.Begin();
    return budget;
  }

  const Limits limits_{};
  const InFlightBatch flight_ = Flight(100);
  Pace pace_;
};

TEST_F(TimeBudgetTest, AFreshSessionGivesTheWholeOfItsTime) {
  const auto budget = Budget(DeadlinePolicy::kWaning);
  EXPECT_FALSE(budget.IsHasty());
  EXPECT_EQ(budget.LimitsNow().cpu, limits_.cpu);
  EXPECT_EQ(budget.LimitsNow().wall, limits_.wall);
}

TEST_F(TimeBudgetTest, WhoIsPatientStaysSo) {
  for (const auto policy : {DeadlinePolicy::kWhole, DeadlinePolicy::kLong}) {
    auto budget = Budget(policy);
    budget.Answered(flight_, {0, 0, 10});
    for (std::uint32_t row = 10; row < 20; ++row) budget.RanOut(flight_, row, false);
    EXPECT_FALSE(budget.IsHasty());
    EXPECT_EQ(budget.LimitsNow().cpu, (policy == DeadlinePolicy::kLong ? 5 : 1) * limits_.cpu);
  }
}

TEST_F(TimeBudgetTest, AfterOneTimeOutAmongAnswersAMomentIsEnough) {
  auto budget = Budget(DeadlinePolicy::kWaning);
  budget.Answered(flight_, {0, 0, 10});
  budget.RanOut(flight_, 10, false);
  EXPECT_TRUE(budget.IsHasty());
  EXPECT_LT(budget.LimitsNow().cpu, limits_.cpu);
  EXPECT_GE(budget.LimitsNow().cpu, milliseconds(50));
}

TEST_F(TimeBudgetTest, WhereNothingIsAnsweredOneTimeOutSaysLittle) {
  auto budget = Budget(DeadlinePolicy::kWaning);
  budget.RanOut(flight_, 0, true);
  budget.RanOut(flight_, 1, true);
  EXPECT_FALSE(budget.IsHasty());
  budget.RanOut(flight_, 2, true);
  EXPECT_TRUE(budget.IsHasty());
}

TEST_F(TimeBudgetTest, TheFirstCallOfAProcessMayImportUntilThatRanOutToo) {
  auto budget = Budget(DeadlinePolicy::kShort);
  EXPECT_EQ(budget.LimitsNow().first_cpu, limits_.cpu);
  budget.RanOut(flight_, 0, true);
  EXPECT_EQ(budget.LimitsNow().first_cpu, limits_.cpu);
  budget.RanOut(flight_, 1, true);
  EXPECT_EQ(budget.LimitsNow().first_cpu, milliseconds(0));
}

TEST_F(TimeBudgetTest, NoMomentIsShorterThanManyUsualCases) {
  pace_.Answered(kPort, 10, milliseconds(50));
  const auto budget = Budget(DeadlinePolicy::kShort);
  EXPECT_EQ(budget.LimitsNow().cpu, milliseconds(64 * 5));
}

TEST_F(TimeBudgetTest, WhereCallsSleepANapTellsIt) {
  pace_.Slept();
  const auto budget = Budget(DeadlinePolicy::kWaning);
  EXPECT_EQ(budget.LimitsNow().cpu, limits_.cpu);
  EXPECT_LT(budget.LimitsNow().wall, limits_.wall);
}

TEST_F(TimeBudgetTest, TheFirstTimeOutIsTheDearest) {
  auto budget = Budget(DeadlinePolicy::kWaning);
  budget.Answered(flight_, {0, 0, 10});
  const auto first = budget.CostOfTimeOut(false);
  EXPECT_GT(budget.CostOfTimeOut(true), first);
  budget.RanOut(flight_, 10, false);
  const auto second = budget.CostOfTimeOut(false);
  EXPECT_LT(second, first);
  budget.Answered(flight_, {0, 11, 89});
  EXPECT_LT(budget.CostOfTimeOut(false), second);  // a rare one
  EXPECT_LT(Budget(DeadlinePolicy::kShort).CostOfTimeOut(false), second);
}

TEST_F(TimeBudgetTest, WhatIsLostIsNotWhatASessionWasIdle) {
  TimeBudget budget(Of(DeadlinePolicy::kWaning), limits_, pace_);  // began in the year dot
  EXPECT_LE(budget.TimeLost(), 4 * limits_.cpu);
}

}  // namespace
}  // namespace lockstep::worker
