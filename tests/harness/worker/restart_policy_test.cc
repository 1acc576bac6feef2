#include "harness/worker/restart_policy.h"

#include <gtest/gtest.h>

namespace lockstep::worker {
namespace {

constexpr bool kForked = false, kPeer = true;

WorkerProcess::End Crash() {
  WorkerProcess::End end;
  end.outcome = Died{};
  return end;
}

WorkerProcess::End TimeOut(bool by_the_wall = false) {
  WorkerProcess::End end;
  end.outcome = TimedOut{};
  end.to_confirm = by_the_wall;
  return end;
}

class RestartPolicyTest : public ::testing::Test {
 protected:
  RestartPolicyTest() { time_.Begin(); }

  // How many such ends a session bears.
  int Borne(const WorkerProcess::End& end, bool peer) {
    RestartPolicy policy(time_, pace_);
    int borne = 0;
    for (; !policy.IsSpent() && borne < 10000; ++borne) policy.Died(end, peer);
    return borne;
  }

  Pace pace_;
  TimeBudget time_{lockstep::Run{}, Limits{}, pace_};
  RestartPolicy policy_{time_, pace_};
};

TEST_F(RestartPolicyTest, AFreshSessionGoesOn) {
  EXPECT_TRUE(policy_.MayBegin());
  EXPECT_FALSE(policy_.IsSpent());
}

TEST_F(RestartPolicyTest, ThreeInARowThatNeverSpokeAreEnough) {
  policy_.NeverSpoke();
  policy_.NeverSpoke();
  EXPECT_TRUE(policy_.MayBegin());
  policy_.NeverSpoke();
  EXPECT_FALSE(policy_.MayBegin());
  EXPECT_FALSE(policy_.IsSpent());
}

TEST_F(RestartPolicyTest, WhatSpeaksInBetweenBeginsTheRowAnew) {
  policy_.NeverSpoke();
  policy_.NeverSpoke();
  policy_.Spoke();
  policy_.NeverSpoke();
  policy_.NeverSpoke();
  EXPECT_TRUE(policy_.MayBegin());
}

TEST_F(RestartPolicyTest, TheFirstCrashesAreCheapAndAllLaterOnesDear) {
  for (int i = 0; i < 32; ++i) EXPECT_EQ(policy_.Died(Crash(), kForked), 1u);
  EXPECT_EQ(policy_.Died(Crash(), kForked), 24u);
}

TEST_F(RestartPolicyTest, WhatIsStartedCostsMoreThanWhatIsForked) {
  EXPECT_EQ(policy_.Died(Crash(), kPeer), 8u);
  EXPECT_LT(Borne(Crash(), kPeer), Borne(Crash(), kForked));
}

TEST_F(RestartPolicyTest, ASessionBearsMoreCrashesThanTimeOuts) {
  EXPECT_EQ(Borne(Crash(), kForked), 32 + (4096 - 32 + 23) / 24);
  EXPECT_EQ(Borne(TimeOut(), kForked), (4096 + 199) / 200);
}

TEST_F(RestartPolicyTest, ATimeOutCostsWhatTheTimeBudgetSays) {
  EXPECT_EQ(policy_.Died(TimeOut(), kForked), time_.CostOfTimeOut(false));
  EXPECT_EQ(policy_.Died(TimeOut(), kPeer), time_.CostOfTimeOut(false));
  EXPECT_EQ(policy_.Died(TimeOut(true), kForked), time_.CostOfTimeOut(true));
}

TEST_F(RestartPolicyTest, TimeOutsCountAmongTheCrashesThatMakeLaterOnesDear) {
  for (int i = 0; i < 32; ++i) policy_.Died(TimeOut(), kForked);
  EXPECT_EQ(policy_.Died(Crash(), kForked), 24u);
}

TEST_F(RestartPolicyTest, WhereAllSessionsHaveLostMuchATimeOutIsDearer) {
  pace_.Weighed(0, std::chrono::minutes(2));
  EXPECT_GT(policy_.Died(TimeOut(), kForked), time_.CostOfTimeOut(false));
  EXPECT_EQ(policy_.Died(Crash(), kForked), 1u);
}

TEST_F(RestartPolicyTest, TheClockOnTheWallIsBelievedOnceItWasConfirmed) {
  EXPECT_FALSE(policy_.HasToBeConfirmed(TimeOut()));
  EXPECT_TRUE(policy_.HasToBeConfirmed(TimeOut(true)));
  policy_.Died(TimeOut(), kForked);
  EXPECT_TRUE(policy_.HasToBeConfirmed(TimeOut(true)));
  policy_.Died(TimeOut(true), kForked);
  EXPECT_FALSE(policy_.HasToBeConfirmed(TimeOut(true)));
}

TEST_F(RestartPolicyTest, WhatOneSessionConfirmedTheOthersBelieve) {
  policy_.Died(TimeOut(true), kForked);
  EXPECT_TRUE(pace_.Sleeps());
  EXPECT_FALSE(RestartPolicy(time_, pace_).HasToBeConfirmed(TimeOut(true)));
}

}  // namespace
}  // namespace lockstep::worker
