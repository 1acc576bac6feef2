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

// What is played of one case after the columns were seen.
class FollowUpTest : public ::testing::Test {
 protected:
  std::vector<lockstep::Run> PlayedAfter(std::vector<Column> columns) {
    std::vector<lockstep::Run> planned;
    for (const Column& column : columns) planned.push_back(column.run);
    FollowUp follow_up(pair_.runner, batches_, planned);
    std::vector<lockstep::Run> played;
    for (const Rehearsal* one : follow_up.Play(MatrixOf(std::move(columns)), 0))
      played.push_back(one->run());
    return played;
  }
  bool TakesApart(Cell here, Cell flipped) {
    return !PlayedAfter({ColumnOf(Base(1), {here}), ColumnOf(Flipped(1), {flipped})}).empty();
  }
  std::vector<lockstep::Run> PlayedAfterPickle(Cell plain, Cell pickled) {
    return PlayedAfter(
        {ColumnOf(Base(0), {Saw(1)}), ColumnOf(Base(1), {plain}), ColumnOf(Pickled(1), {pickled})});
  }

  PairOfFunctions pair_{Calling([](auto x) { return Gives(x); }),
                        Calling([](auto x) { return Gives(x); })};
  const std::vector<Case> cases_ = {CallWith(1), CallWith(2), CallWith(3)};
  const Batches batches_ = BatchesOf(cases_, 1);
  const Cell silent_ = CellOf(0, 0, 0, Cell::Kind::kMissing, Cell::kNotDelivered);
};

TEST_F(FollowUpTest, TakesApartWhatEverythingAtOnceChanged) {
  EXPECT_FALSE(TakesApart(Saw(1), Saw(1)));
  EXPECT_TRUE(TakesApart(Saw(1), Saw(2)));
  EXPECT_TRUE(TakesApart(Saw(1), Saw(1, Cell::kReplayDiffers)));
  EXPECT_THAT(PlayedAfter({ColumnOf(Base(1), {Saw(1)}), ColumnOf(Other(1), {Saw(2)})}), IsEmpty())
      << "the knobs of one law: there is nothing to take apart";
}

TEST_F(FollowUpTest, TakesApartWhatCouldNotBeTurned) {
  EXPECT_TRUE(TakesApart(Saw(1), silent_));
  EXPECT_FALSE(TakesApart(silent_, silent_)) << "nor could anything else";
  EXPECT_FALSE(TakesApart(Saw(1), Saw(Cell::Kind::kMissing))) << "it had died too often";
}

TEST_F(FollowUpTest, SendsNativeThroughPickleWhereAPortDoesNotSurviveIt) {
  EXPECT_THAT(PlayedAfterPickle(Saw(1), Saw(1)), IsEmpty());
  EXPECT_THAT(PlayedAfterPickle(Saw(1), Saw(2)), ElementsAre(Pickled(0)));
  EXPECT_THAT(PlayedAfterPickle(Saw(1), silent_), ElementsAre(Pickled(0)));
  EXPECT_THAT(PlayedAfter({ColumnOf(Base(0), {Saw(1)}), ColumnOf(Pickled(0), {Saw(2)})}), IsEmpty())
      << "native alone went through it anyway";
}

TEST_F(FollowUpTest, PlaysEachBatchThatAsksInTheSameProcesses) {
  const std::vector<lockstep::Run> planned = {Base(0), Flipped(0), Base(1), Flipped(1), Pickled(1)};
  FollowUp follow_up(pair_.runner, batches_, planned);
  const Matrix apart = MatrixOf({ColumnOf(Base(1), {Saw(1)}), ColumnOf(Flipped(1), {Saw(2)})});
  const Matrix lost = MatrixOf({ColumnOf(Base(1), {Saw(1)}), ColumnOf(Pickled(1), {Saw(2)})});
  const auto played = follow_up.Play(apart, 2);
  std::vector<lockstep::Run> runs;
  for (const Rehearsal* rehearsal : played) {
    runs.push_back(rehearsal->run());
    EXPECT_EQ(rehearsal->ColumnOf(0), nullptr);
    EXPECT_THAT(rehearsal->ColumnOf(2)->cells, SizeIs(1));
  }
  EXPECT_THAT(runs, ElementsAre(Other(0), Elsewhere(0), Other(1), Elsewhere(1)));
  const auto more = follow_up.Play(lost, 0);
  ASSERT_THAT(more, SizeIs(5));
  EXPECT_EQ(more[0], played[0]);
  EXPECT_EQ(more[0]->ColumnOf(0), nullptr) << "it was not asked for";
  EXPECT_EQ(more[4]->run(), Pickled(0));
  follow_up.Play(apart, 0);
  EXPECT_THAT(played[0]->order(), ElementsAre(2u, 0u));
}

}  // namespace
}  // namespace lockstep
