#include "harness/worker/pace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep::worker {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Implementation kPort = 1;

std::shared_ptr<const Batch> ABatch() { return std::make_shared<Batch>(); }

TEST(PaceTest, TheUsualTimeIsOfAllSessionsOfOneImplementation) {
  Pace pace;
  EXPECT_EQ(pace.UsualTime(kPort), std::nullopt);
  pace.Answered(kPort, 10, milliseconds(100));
  pace.Answered(kPort, 10, milliseconds(300));
  EXPECT_EQ(pace.UsualTime(kPort), milliseconds(20));
  EXPECT_EQ(pace.UsualTime(kNative), std::nullopt);
}

TEST(PaceTest, WhoSleptOnceIsKnownToSleep) {
  Pace pace;
  EXPECT_FALSE(pace.Sleeps());
  pace.Slept();
  EXPECT_TRUE(pace.Sleeps());
}

TEST(PaceTest, TheMoreTimeAllSessionsHaveLostTheDearerATimeOutIs) {
  constexpr std::chrono::seconds kOne{1};
  Pace pace;
  for (int i = 0; i < 50; ++i) EXPECT_EQ(pace.Weighed(200, kOne), 200u);
  for (int i = 0; i < 60; ++i) pace.Weighed(200, kOne);
  const auto dear = pace.Weighed(200, kOne);
  EXPECT_GT(dear, 200u);
  EXPECT_GT(pace.Weighed(2000, 100 * kOne), 10 * dear);
}

TEST(PaceTest, OftenIsMoreThanAFewThatTookAllOfTheirTime) {
  Pace pace;
  for (std::uint32_t row = 0; row < 100; ++row) pace.RanOut(kPort, ABatch(), row, true);
  for (std::uint32_t row = 0; row < 7; ++row) pace.RanOut(kPort, ABatch(), row, false);
  EXPECT_FALSE(pace.RunsOutOften());
  pace.RanOut(kNative, ABatch(), 0, false);
  EXPECT_TRUE(pace.RunsOutOften());
}

TEST(PaceTest, WhatRanOutIsKnownOfItsImplementationAndBatch) {
  Pace pace;
  const auto batch = ABatch();
  pace.RanOut(kPort, batch, 3, false);
  pace.RanOut(kPort, batch, 5, true);
  EXPECT_THAT(pace.NotWorthRunning(kPort, batch), ElementsAre(3U, 5U));
  EXPECT_THAT(pace.NotWorthRunning(kNative, batch), IsEmpty());
  EXPECT_THAT(pace.NotWorthRunning(kPort, ABatch()), IsEmpty());
}

TEST(PaceTest, WhatNativeDidNotEndIsNotAskedOfAPortWhereThatHappensOften) {
  Pace pace;
  const auto batch = ABatch();
  pace.RanOut(kNative, batch, 4, false);
  EXPECT_THAT(pace.NotWorthRunning(kPort, batch), IsEmpty());
  for (std::uint32_t row = 0; row < 7; ++row) pace.RanOut(kNative, ABatch(), row, false);
  EXPECT_THAT(pace.NotWorthRunning(kPort, batch), ElementsAre(4U));
}

}  // namespace
}  // namespace lockstep::worker
