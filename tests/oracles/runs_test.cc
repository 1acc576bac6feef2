#include "oracles/runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep {
namespace {

using ::testing::ElementsAre;

TEST(RunsTest, EverythingAtOnceIsAnotherProcessAndAnotherMachine) {
  EXPECT_THAT(PartsOf(Flipped(1)), ElementsAre(Other(1), Elsewhere(1)));
}

TEST(RunsTest, WhatTurnsOneLawAtTheMostIsItself) {
  EXPECT_THAT(PartsOf(Base(1)), ElementsAre());
  EXPECT_THAT(PartsOf(Other(1)), ElementsAre(Other(1)));
  EXPECT_THAT(PartsOf(Elsewhere(1)), ElementsAre(Elsewhere(1)));
}

TEST(RunsTest, PartsTurnAsFarAsTheWholeAndKeepWhatIsAskedOfIt) {
  lockstep::Run run = Flipped(kNative);
  run.knobs[Knob::kHashSeed] = 7;
  run.values = true;
  const auto parts = PartsOf(run);
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_EQ(parts[0].knobs[Knob::kHashSeed], 7u);
  EXPECT_EQ(parts[1].knobs[Knob::kHashSeed], 0u);
  EXPECT_TRUE(parts[0].values && parts[1].values);
}

}  // namespace
}  // namespace lockstep
