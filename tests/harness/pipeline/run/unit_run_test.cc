#include "harness/pipeline/run/unit_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/pair_of_functions.h"

namespace lockstep {
namespace {

using testing::Calling;
using testing::CallWith;
using testing::Gives;
using testing::PairOfFunctions;
using ::testing::SizeIs;

// Of 0, 1, ... in batches of ten.
Batches Numbers(std::int64_t count) {
  std::vector<Case> cases;
  for (std::int64_t i = 0; i < count; ++i) cases.push_back(CallWith(i));
  return BatchesOf(cases, 10);
}

UnitResult RunOf(PairOfFunctions& pair, const Batches& batches, std::vector<lockstep::Run> runs) {
  const std::vector<Participant> one = {
      {pair.port, pair.oracles, pair.runner, std::move(runs), [] { return Halt::kNone; }}};
  return (*RunUnit(one, batches, 4)).at(0);
}

UnitResult RunOf(PairOfFunctions& pair, const Batches& batches) {
  return RunOf(pair, batches, RunsNeeded(pair.port, pair.oracles));
}

TEST(UnitRunTest, WhatAgreesIsCountedForEachLawAndDiffersForNone) {
  PairOfFunctions pair(Calling([](auto x) { return Gives(x); }),
                       Calling([](auto x) { return Gives(x); }));
  const UnitResult result = RunOf(pair, Numbers(100));
  EXPECT_EQ(result.cases, 100u);
  EXPECT_EQ(result.case_digests.size(), 100u);
  EXPECT_TRUE(result.candidates.empty());
  EXPECT_EQ(result.laws.at("value").checked, 100u);
  EXPECT_EQ(result.laws.at("replay").checked, 10u) << "every 16th row of a batch of ten";
  EXPECT_EQ(result.testimony.returned, 100u);
}

TEST(UnitRunTest, ABreachIsKeptWithItsSimplestCaseAndItsPlace) {
  PairOfFunctions pair(Calling([](auto x) { return Gives(x); }),
                       Calling([](auto x) { return Gives(x > 41 ? 0 : x); }));
  const UnitResult result = RunOf(pair, Numbers(100));
  ASSERT_THAT(result.candidates, SizeIs(1));
  const Candidate& candidate = result.candidates.begin()->second;
  EXPECT_EQ(candidate.key.law, "value");
  EXPECT_EQ(candidate.count, 58u);
  EXPECT_EQ(candidate.subject.steps[0].positional[0].small, 42);
  EXPECT_EQ(candidate.unit, 4u);
  EXPECT_EQ(candidate.batch, 4u);
  EXPECT_EQ(candidate.row, 2u);
  EXPECT_EQ(result.laws.at("value").violated, 58u);
}

TEST(UnitRunTest, WhatOneSideDoesNotRepeatIsOfItsOwnLaw) {
  const testing::Function varies = [](const auto&, const lockstep::Run& run, testing::Memory&) {
    return Gives(run.knobs[Knob::kHashSeed]);
  };
  PairOfFunctions pair(Calling([](auto) { return Gives(0); }), varies);
  for (const auto& [key, candidate] : RunOf(pair, Numbers(20)).candidates)
    EXPECT_EQ(key.law, "fresh-process");
  // Where nobody asks for that law, it is held against native all the same.
  pair.port.contract.scope = Scope::kProcess;
  bool differs = false;
  for (const auto& [key, candidate] :
       RunOf(pair, Numbers(20), {Base(0), Base(1), Other(0), Other(1)}).candidates)
    differs = differs || key.law == "value";
  EXPECT_TRUE(differs);
}

// What it gives follows a time zone, and x.
Outcome Local(std::int64_t x, const lockstep::Run& run) {
  return Gives(10 * x + run.knobs[Knob::kTimeZone]);
}

TEST(UnitRunTest, WhatFollowsTheEnvironmentOnBothSidesIsHeldAgainstNativeAllTheSame) {
  const auto follows = [](std::int64_t wrong) -> testing::Function {
    return [wrong](const auto& arguments, const lockstep::Run& run, testing::Memory&) {
      const auto x = arguments.at(0).small;
      return Local(x == wrong ? x + 1 : x, run);
    };
  };
  PairOfFunctions pair(follows(-1), follows(7));
  const UnitResult result = RunOf(pair, Numbers(20));
  std::map<std::string, std::uint64_t> seen;
  for (const auto& [key, candidate] : result.candidates) seen[key.law] += candidate.count;
  EXPECT_EQ(seen["value"], 1u);
  EXPECT_EQ(seen["environment"], 40u) << "native and the port, each in every row";
  EXPECT_EQ(seen.size(), 2u);
  EXPECT_EQ(result.laws.at("environment").checked, 20u);
  EXPECT_EQ(result.laws.at("fresh-process").checked, 20u);
}

TEST(UnitRunTest, OnlyWhatDiffersUnderEverythingAtOnceIsPlayedByItsParts) {
  std::uint64_t calls = 0;
  const testing::Function local = [&calls](const auto& arguments, const lockstep::Run& run,
                                           testing::Memory&) {
    ++calls;
    const auto x = arguments.at(0).small;
    return Gives(x == 13 ? x + run.knobs[Knob::kTimeZone] : x);
  };
  PairOfFunctions pair(Calling([](auto x) { return Gives(x); }), local);
  const UnitResult result = RunOf(pair, Numbers(100), {Base(0), Flipped(0), Base(1), Flipped(1)});
  EXPECT_LT(calls, 2 * (100 + 10 + 10));
  EXPECT_EQ(result.observations, 400u) << "what is looked at again is none";
  ASSERT_THAT(result.candidates, SizeIs(1));
  const Candidate& candidate = result.candidates.begin()->second;
  EXPECT_EQ(candidate.key.law, "environment");
  EXPECT_EQ(candidate.left.setting(), Base(1).setting());
  EXPECT_EQ(candidate.right.setting(), Elsewhere(1).setting());
}

TEST(UnitRunTest, NothingIsPlayedByItsPartsAfterTheEndOrWhereNobodyJudgesIt) {
  std::uint64_t calls = 0;
  const testing::Function local = [&calls](const auto& arguments, const lockstep::Run& run,
                                           testing::Memory&) {
    ++calls;
    return Local(arguments.at(0).small, run);
  };
  const std::vector<lockstep::Run> runs = {Base(0), Flipped(0), Base(1), Flipped(1)};
  PairOfFunctions pair(local, local);
  const std::vector<Participant> over = {
      {pair.port, pair.oracles, pair.runner, runs, [] { return Halt::kSending; }}};
  EXPECT_EQ((*RunUnit(over, Numbers(100), 4)).at(0).cases, 100u);
  constexpr std::uint64_t kPlanned = 4 * 100 + 2 * 10;  // one of each batch flipped is called twice
  EXPECT_EQ(calls, kPlanned);
  pair.port.contract.level = Level::kIndeterminate;
  RunOf(pair, Numbers(100), runs);
  EXPECT_EQ(calls, 2 * kPlanned);
}

TEST(UnitRunTest, WhatEndsForNobodyIsShown) {
  const auto hangs = Calling([](auto x) -> Outcome {
    if (x >= 18) return TimedOut{"its time"};
    return Gives(x);
  });
  PairOfFunctions pair(hangs, hangs);
  const UnitResult result = RunOf(pair, Numbers(20));
  EXPECT_EQ(result.endless.rows, 2u);
  ASSERT_TRUE(result.endless.simplest);
  EXPECT_EQ(result.endless.simplest->steps[0].positional[0].small, 18);
}

TEST(UnitRunTest, KnobsOfALawAreCountedWhereTheyWereTurned) {
  PairOfFunctions pair(Calling([](auto x) { return Gives(x); }),
                       Calling([](auto x) { return Gives(x); }));
  const UnitResult result = RunOf(pair, Numbers(20));
  const Tally& environment = result.turned.at("environment");
  EXPECT_GT(environment.offered, 0u);
  EXPECT_EQ(environment.compared, environment.offered);
}

}  // namespace
}  // namespace lockstep
