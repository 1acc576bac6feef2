#include "oracles/relation.h"

#include <gtest/gtest.h>

#include <vector>

#include "oracles/runs.h"

namespace lockstep {
namespace {

std::vector<Run> AllRuns() {
  std::vector<Run> runs;
  for (const Implementation one : {kNative, 1, 2})
    for (const Run& run : {Base(one), Other(one), Pickled(one), Elsewhere(one), Flipped(one)})
      runs.push_back(run);
  return runs;
}

// How many pairs of all runs ought to agree.
int Related(Relation relation) {
  int count = 0;
  for (const Run& expected : AllRuns())
    for (const Run& actual : AllRuns()) count += relation(expected, actual) ? 1 : 0;
  return count;
}

TEST(RelationTest, NativeIsExpectedOfEachPortInTheSamePlainSurroundings) {
  EXPECT_TRUE(NativeAndPort(Base(kNative), Base(1)));
  EXPECT_TRUE(NativeAndPort(Other(kNative), Other(2)));
  EXPECT_FALSE(NativeAndPort(Base(1), Base(kNative)));
  EXPECT_EQ(Related(NativeAndPort), 4);
}

TEST(RelationTest, PlainRunsOfOneImplementationAgree) {
  EXPECT_TRUE(TwoRunsOfOne(Base(1), Other(1)));
  EXPECT_FALSE(TwoRunsOfOne(Base(1), Base(2)));
  EXPECT_EQ(Related(TwoRunsOfOne), 3 * 4);
}

TEST(RelationTest, PickleAndAnotherEnvironmentAreHeldAgainstTheSameWithoutThem) {
  EXPECT_TRUE(PlainAndPickled(Base(1), Pickled(1)));
  EXPECT_FALSE(PlainAndPickled(Other(1), Pickled(1)));
  EXPECT_EQ(Related(PlainAndPickled), 3);
  EXPECT_TRUE(HereAndElsewhere(Base(kNative), Elsewhere(kNative)));
  EXPECT_FALSE(HereAndElsewhere(Base(kNative), Elsewhere(1)));
  EXPECT_TRUE(HereAndElsewhere(Other(1), Flipped(1)));
  EXPECT_EQ(Related(HereAndElsewhere), 3 * 2);
}

TEST(RelationTest, WhereSeveralLawsAreTurnedAtOnceAllOfThemAreAsked) {
  EXPECT_TRUE(HereAndFlipped(Base(1), Flipped(1)));
  EXPECT_FALSE(HereAndFlipped(Base(1), Other(1)));
  EXPECT_FALSE(HereAndFlipped(Base(1), Elsewhere(1)));
  EXPECT_FALSE(NativeAndPort(Flipped(kNative), Flipped(1)));
  EXPECT_TRUE(NativeAndPortFlipped(Flipped(kNative), Flipped(1)));
  EXPECT_EQ(Related(NativeAndPortFlipped), 2);
  EXPECT_EQ(Related(HereAndFlipped), 3 * 2) << "base and other of each";
}

TEST(RelationTest, HowMuchIsAskedOfARunChangesNothing) {
  lockstep::Run much = Base(1);
  much.finalize = much.values = much.careful = true;
  EXPECT_TRUE(NativeAndPort(Base(kNative), much));
  EXPECT_EQ(much.setting(), Base(1).setting());
  EXPECT_NE(much, Base(1));
}

}  // namespace
}  // namespace lockstep
