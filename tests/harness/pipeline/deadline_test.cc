#include "harness/pipeline/deadline.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

const auto kNow = Deadline::Clock::now();

TEST(DeadlineTest, WithoutAnEndThereIsNone) {
  const Deadline deadline([] { return false; });
  EXPECT_EQ(deadline.Now(), Halt::kNone);
}

TEST(DeadlineTest, AStopIsHeardInEveryPhase) {
  bool stopped = false;
  Deadline deadline([&] { return stopped; });
  deadline.OfRunning(kNow + hours(1), milliseconds(0));
  EXPECT_FALSE(deadline.Over());
  stopped = true;
  EXPECT_EQ(deadline.Now(), Halt::kAll);
}

TEST(DeadlineTest, WhatWasSeenCanStillBeFetchedWhenNoCaseIsRunAnyMore) {
  Deadline deadline([] { return false; });
  deadline.OfRunning(kNow - hours(1), hours(2));
  EXPECT_EQ(deadline.Now(), Halt::kPlaying);
  deadline.OfRunning(kNow - hours(1), milliseconds(0));
  EXPECT_EQ(deadline.Now(), Halt::kAll);
}

TEST(DeadlineTest, AnotherPhaseHasTimeOfItsOwn) {
  Deadline deadline([] { return false; });
  deadline.OfRunning(kNow - hours(1), milliseconds(0));
  deadline.OfPhase(kNow + hours(1));
  EXPECT_EQ(deadline.Now(), Halt::kNone);
}

TEST(DeadlineTest, WorkThatIsDoneBoundsNothing) {
  Deadline deadline([] { return false; });
  deadline.OfWork(kNow - hours(1));
  EXPECT_EQ(deadline.Now(), Halt::kAll);
  deadline.OfWork(std::nullopt);
  EXPECT_EQ(deadline.Now(), Halt::kNone);
}

}  // namespace
}  // namespace lockstep
