#include "harness/pipeline/learn/sitting.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/case_maker.h"
#include "tests/support/case_runner.h"

namespace lockstep {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using testing::CaseRunner;

constexpr std::size_t kMany = 100000;
constexpr nanoseconds kThird = Allowance::kCalls / 3;

std::shared_ptr<const Batch> CallsOfMany(std::size_t count) {
  auto batch = std::make_shared<Batch>();
  for (std::size_t i = 0; i < count; ++i)
    batch->Append(wire::Encode(testing::CallWith(static_cast<std::int64_t>(i))));
  return batch;
}

Outcome Echo(const Case& subject) { return Returned{subject.steps[0].positional[0]}; }

class SittingTest : public ::testing::Test {
 protected:
  Sitting Open() { return std::move(*Sitting::Open(runner_, allowance_)); }
  void Play(Sitting& sitting, std::size_t count, nanoseconds each) {
    runner_.ticks = each;
    sitting.Play(CallsOfMany(count));
  }

  CaseRunner runner_{Echo};
  Allowance allowance_{{}};
};

TEST_F(SittingTest, NativeIsAskedAsItIsAndNotWaitedForLong) {
  Open();
  ASSERT_EQ(runner_.runs.size(), 1U);
  EXPECT_EQ(runner_.runs[0].implementation, kNative);
  EXPECT_TRUE(runner_.runs[0].IsPlain());
  EXPECT_EQ(runner_.runs[0].deadline_policy, DeadlinePolicy::kShort);
  runner_.refuses = true;
  EXPECT_EQ(Sitting::Open(runner_, allowance_).error().what, "no process");
}

TEST_F(SittingTest, WhileNothingIsKnownOfTheirTimeTwoArePlayed) {
  const auto sitting = Open();
  EXPECT_EQ(sitting.Room(kMany, false), 2U);
  EXPECT_EQ(sitting.Room(1, true), 1U);
}

TEST_F(SittingTest, FastCallsAreAsManyAsAreWantedOrGoIntoASecond) {
  auto sitting = Open();
  Play(sitting, 2, milliseconds(1));
  EXPECT_EQ(sitting.Room(700, false), 700U);
  EXPECT_EQ(sitting.Room(kMany, false), 1000U);
}

TEST_F(SittingTest, CallsThatTakeNoTimeAtAllAreCounted) {
  auto sitting = Open();
  Play(sitting, 2, nanoseconds(0));
  EXPECT_EQ(sitting.Room(kMany, false), kMany);
}

TEST_F(SittingTest, OfSlowOnesThereIsOneAtATimeUntilTheShareIsSpent) {
  auto sitting = Open();
  Play(sitting, 2, milliseconds(1500));
  EXPECT_EQ(sitting.Room(kMany, false), 1U);
  Play(sitting, 1, milliseconds(1500));
  EXPECT_EQ(sitting.Room(kMany, false), 0U);
  EXPECT_EQ(sitting.Room(kMany, true), 1U) << "the first of everything is due";
  EXPECT_EQ(sitting.Room(0, true), 0U);
  Play(sitting, 3, milliseconds(1500));
  EXPECT_EQ(sitting.Room(kMany, true), 0U) << "but not without end";
}

TEST_F(SittingTest, AQuestionMayTakeAThirdOfWhatIsLeft) {
  auto first = Open();
  Play(first, 2, seconds(3));
  EXPECT_EQ(allowance_.left(), seconds(6));
  auto second = Open();
  Play(second, 1, milliseconds(1999));
  EXPECT_EQ(second.Room(kMany, false), 1U);
  Play(second, 1, milliseconds(1));
  EXPECT_EQ(second.Room(kMany, false), 0U);
}

TEST_F(SittingTest, WhatDidNotEndHasNoTimeOfItsOwn) {
  for (const Outcome& end : {Outcome(TimedOut{"1 s"}), Outcome(Died{})}) {
    CaseRunner runner([&](const Case&) { return end; });
    runner.ticks = seconds(4);
    Sitting::Open(runner, allowance_)->Play(CallsOfMany(2));
    EXPECT_GT(allowance_.left(), seconds(4)) << "it was over at once";
  }
}

TEST_F(SittingTest, WhenAllIsUsedUpOrOverThereIsNoRoom) {
  const auto sitting = Open();
  allowance_.Charge(Allowance::kCalls);
  EXPECT_EQ(sitting.Room(kMany, true), 0U);
  bool over = false;
  Allowance stopped([&] { return over; });
  const auto other = std::move(*Sitting::Open(runner_, stopped));
  EXPECT_EQ(other.Room(kMany, true), 2U);
  over = true;
  EXPECT_EQ(other.Room(kMany, true), 0U);
}

TEST_F(SittingTest, WhatIsFetchedIsOfTheLastBatch) {
  auto sitting = Open();
  sitting.Play(CallsOfMany(5));
  EXPECT_EQ(sitting.Play(CallsOfMany(2)).cells.size(), 2U);
  EXPECT_EQ(sitting.Fetch(1)->outcome, Outcome(Returned{Value::Int(1)}));
  sitting.Play(testing::CallsOf({"last"}));
  EXPECT_EQ(sitting.Fetch(0)->outcome, Outcome(Returned{Value::Str("last")}));
}

// However long a call takes, who plays no more than there is room for stays within the share, but
// for the calls whose time was not known and the one that was begun last.
RC_GTEST_FIXTURE_PROP(SittingTest, WhoAsksForRoomKeepsWithinTheShare, ()) {
  const nanoseconds each(*rc::gen::inRange<std::int64_t>(1000000, 3000000000));
  const auto wanted = *rc::gen::inRange<std::size_t>(1, 300);
  auto sitting = Open();
  std::size_t played = 0;
  while (const std::size_t room = sitting.Room(wanted, false)) {
    RC_ASSERT(room <= wanted);
    Play(sitting, room, each);
    played += room;
  }
  const nanoseconds spent = each * static_cast<std::int64_t>(played);
  RC_ASSERT(allowance_.left() == Allowance::kCalls - spent);
  RC_ASSERT(spent >= kThird);
  RC_ASSERT(spent < kThird + 2 * each);
}

}  // namespace
}  // namespace lockstep
