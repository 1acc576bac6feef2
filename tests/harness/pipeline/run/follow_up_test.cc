#include "harness/pipeline/run/follow_up.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oracles/runs.h"
#include "tests/support/pair_of_functions.h"
#include "tests/support/trial_builder.h"

namespace lockstep {
namespace {

using testing::Calling;
using testing::CallWith;
using testing::CellOf;
using testing::ColumnOf;
using ::testing::ElementsAre;
using testing::Gives;
using ::testing::IsEmpty;
using testing::MatrixOf;
using testing::PairOfFunctions;
using testing::Saw;
using ::testing::SizeIs;

bool IsNeededFor(Cell here, Cell flipped) {
  return FollowUp::IsNeeded(
      MatrixOf({ColumnOf(Base(1), {Saw(1), here}), ColumnOf(Flipped(1), {Saw(1), flipped})}));
}

TEST(FollowUpTest, IsNeededWhereEverythingAtOnceMakesADifference) {
  EXPECT_FALSE(IsNeededFor(Saw(1), Saw(1)));
  EXPECT_TRUE(IsNeededFor(Saw(1), Saw(2)));
  EXPECT_TRUE(IsNeededFor(Saw(1), Saw(1, Cell::kReplayDiffers)));
  EXPECT_FALSE(
      FollowUp::IsNeeded(MatrixOf({ColumnOf(Base(1), {Saw(1)}), ColumnOf(Other(1), {Saw(2)})})))
      << "the knobs of one law: there is nothing to take apart";
}

TEST(FollowUpTest, IsNeededWhereEverythingCouldNotBeTurned) {
  const Cell silent = CellOf(0, 0, 0, Cell::Kind::kMissing, Cell::kNotDelivered);
  EXPECT_TRUE(IsNeededFor(Saw(1), silent));
  EXPECT_FALSE(IsNeededFor(silent, silent)) << "nor could anything else";
  EXPECT_FALSE(IsNeededFor(Saw(1), Saw(Cell::Kind::kMissing))) << "it had died too often";
}

TEST(FollowUpTest, PlaysABatchWithTheKnobsOfOneLawAtATime) {
  PairOfFunctions pair(Calling([](auto x) { return Gives(x); }),
                       Calling([](auto x) { return Gives(x); }));
  const std::vector<Case> cases = {CallWith(1), CallWith(2), CallWith(3)};
  const Batches batches = BatchesOf(cases, 1);
  FollowUp follow_up(pair.runner, batches, {Base(0), Flipped(0), Base(1), Flipped(1), Pickled(1)});
  const auto played = follow_up.Play(2);
  ASSERT_THAT(played, SizeIs(4));
  std::vector<lockstep::Run> runs;
  for (const Rehearsal* rehearsal : played) {
    runs.push_back(rehearsal->run());
    EXPECT_EQ(rehearsal->ColumnOf(0), nullptr);
    EXPECT_THAT(rehearsal->ColumnOf(2)->cells, SizeIs(1));
  }
  EXPECT_THAT(runs, ElementsAre(Other(0), Elsewhere(0), Other(1), Elsewhere(1)));
  EXPECT_EQ(follow_up.Play(0), played) << "in the same processes";
  EXPECT_THAT(played[0]->order(), ElementsAre(2u, 0u));
}

TEST(FollowUpTest, PlaysNothingWhereNothingIsToBeTakenApart) {
  PairOfFunctions pair(Calling([](auto x) { return Gives(x); }),
                       Calling([](auto x) { return Gives(x); }));
  const std::vector<Case> cases = {CallWith(1)};
  const Batches batches = BatchesOf(cases, 1);
  EXPECT_THAT(FollowUp(pair.runner, batches, {Base(0), Other(0)}).Play(0), IsEmpty());
}

}  // namespace
}  // namespace lockstep
