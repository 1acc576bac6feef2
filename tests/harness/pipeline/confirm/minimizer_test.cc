#include "harness/pipeline/confirm/minimizer.h"

#include <gtest/gtest.h>

#include "tests/support/pair_of_functions.h"

namespace lockstep {
namespace {

using testing::Calling;
using testing::CallWith;
using testing::Function;
using testing::Gives;
using testing::Memory;
using testing::PairOfFunctions;

bool Never() { return false; }

// Of a difference that was met at `argument`.
Finding FoundAt(const PairOfFunctions& pair, std::int64_t argument) {
  Finding finding;
  finding.left = Base(kNative), finding.right = Base(1);
  finding.original = finding.smallest = CallWith(argument);
  const auto breaches = pair.probe.Judge(finding.left, finding.right, {&finding.original, 1});
  EXPECT_TRUE(breaches && !(*breaches)[0].empty()) << "they do not differ at " << argument;
  if (breaches && !(*breaches)[0].empty()) finding.violation = (*breaches)[0].front();
  return finding;
}

std::int64_t SmallestFrom(const PairOfFunctions& pair, std::int64_t argument) {
  const Finding finding = FoundAt(pair, argument);
  const Excuses none;
  const Minimizer minimizer(pair.probe, none, Never);
  const Case smallest = minimizer.Of(finding, KeyOf(finding.violation, false));
  return smallest.steps.at(0).positional.at(0).small;
}

TEST(MinimizerTest, ComesToTheBoundary) {
  const PairOfFunctions pair(Calling([](auto x) { return Gives(x); }),
                             Calling([](auto x) { return Gives(x > 100 ? 7 : x); }));
  EXPECT_EQ(SmallestFrom(pair, 123456789), 101);
}

TEST(MinimizerTest, StaysWithTheBreachThatItBeganWith) {
  // Another class of difference lies nearer to zero.
  const PairOfFunctions pair(Calling([](auto x) { return Gives(x); }), Calling([](auto x) {
                               if (x > 100) return Gives(7);
                               return x > 10 ? testing::FakeSession::Refused() : Gives(x);
                             }));
  EXPECT_EQ(SmallestFrom(pair, 5000), 101);
}

TEST(MinimizerTest, WhatAnEarlierCandidateBroughtAboutIsNotTheCases) {
  // Once it has seen a large one, the port is wrong for all that follow in the process.
  const Function port = [](const auto& arguments, const lockstep::Run&, Memory& memory) {
    if (arguments.at(0).small > 100) memory["broken"] = 1;
    return Gives(memory["broken"] != 0 ? -1 : arguments.at(0).small);
  };
  const PairOfFunctions pair(Calling([](auto x) { return Gives(x); }), port);
  EXPECT_EQ(SmallestFrom(pair, 123456), 101);
}

TEST(MinimizerTest, TheCallsBeforeGetSmallerToo) {
  const Function remembers = [](const auto& arguments, const lockstep::Run&, Memory& memory) {
    if (arguments.at(0).small > 20) memory["seen"] = 1;
    return Gives(memory["seen"]);
  };
  const PairOfFunctions pair(Calling([](auto) { return Gives(0); }), remembers);
  Finding finding;
  finding.original = finding.smallest = CallWith(3);
  const Excuses none;
  Minimizer(pair.probe, none, Never)
      .Shrink({"history", Base(1), Base(1), {{CallWith(999), 1}}, "earlier calls", 5, 5}, finding);
  EXPECT_EQ(finding.smallest.steps[0].positional[0].small, 0);
  ASSERT_EQ(finding.prefix.size(), 1u);
  EXPECT_EQ(finding.prefix[0].subject.steps[0].positional[0].small, 21);
}

TEST(MinimizerTest, ATimeOutLastsWhereMoreTimeDoesNotHelp) {
  const auto hangs = [](bool for_good) {
    return [for_good](const auto&, const lockstep::Run& run, Memory&) -> Outcome {
      if (for_good || run.deadline_policy != DeadlinePolicy::kLong) return TimedOut{"its time"};
      return Gives(0);
    };
  };
  for (const bool for_good : {true, false}) {
    const PairOfFunctions pair(Calling([](auto) { return Gives(0); }), hangs(for_good));
    Finding finding = FoundAt(pair, 5);
    const Excuses none;
    EXPECT_EQ(Minimizer(pair.probe, none, Never).Lasts(finding, KeyOf(finding.violation, false)),
              for_good);
  }
}

}  // namespace
}  // namespace lockstep
