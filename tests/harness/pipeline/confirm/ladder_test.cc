#include "harness/pipeline/confirm/ladder.h"

#include <gtest/gtest.h>

#include "harness/manifest/domain_parser.h"
#include "oracles/registry.h"
#include "oracles/runs.h"
#include "tests/support/fake_runner.h"

namespace lockstep {
namespace {

using testing::FakeRunner;
using testing::Function;
using testing::Memory;

constexpr std::int64_t kMoment = 1'000'000, kNearlyAll = 900'000'000;  // nanoseconds

// What `look` says of the ladder of a port, between the base setting and another.
template <typename Look>
auto OnLadder(const Function& function, bool stopped, Look look,
              const lockstep::Run& right = Other(1)) {
  Port port;
  port.parameters = *ParseParameters("x: int");
  const auto oracles = StandardOracles(port);
  FakeRunner runner(function, function);
  const Probe probe(port, oracles, runner);
  Case subject;
  subject.steps = {Step{"", {Value::Int(1)}, {}}};
  const std::function<bool()> should_stop = [stopped] { return stopped; };
  return look(Ladder(probe, subject, Base(1), right, should_stop));
}

bool MerelySlow(const Function& function) {
  return *OnLadder(function, false, [](const Ladder& ladder) { return ladder.MerelySlow(); });
}

Function Taking(std::int64_t ticks) {
  return [ticks](const auto&, const lockstep::Run& run, Memory& memory) -> Outcome {
    memory["ticks"] = ticks;
    if (run.deadline_policy != DeadlinePolicy::kLong) return TimedOut{"its time"};
    return Returned{Value::Int(1)};
  };
}

TEST(LadderTest, WhatEndsLateOnBothSidesIsMerelySlow) {
  EXPECT_TRUE(MerelySlow(Taking(kNearlyAll)));
}

TEST(LadderTest, WhatEndsAtOnceMayHaveHungForAReason) { EXPECT_FALSE(MerelySlow(Taking(kMoment))); }

TEST(LadderTest, WhatDoesNotEndIsNotMerelySlow) {
  EXPECT_FALSE(MerelySlow([](const auto&, const lockstep::Run& run, Memory& memory) -> Outcome {
    memory["ticks"] = kNearlyAll;
    if (run.knobs[Knob::kHashSeed] != Base(1).knobs[Knob::kHashSeed]) return TimedOut{"its time"};
    return Returned{Value::Int(1)};
  }));
}

TEST(LadderTest, WhatEndsNowhereTellsNothingOfTheTwo) {
  EXPECT_TRUE(MerelySlow(
      [](const auto&, const lockstep::Run&, Memory&) -> Outcome { return TimedOut{"its time"}; }));
}

TEST(LadderTest, AStopEndsTheClimb) {
  const Function changes = [](const auto&, const lockstep::Run&, Memory& memory) -> Outcome {
    return Returned{Value::Int(memory["calls"]++)};
  };
  const auto climb = [](const Ladder& ladder) {
    return ladder.Climb([](const lockstep::Run&) { return std::vector<Case>(); });
  };
  const auto found = OnLadder(changes, false, climb), stopped = OnLadder(changes, true, climb);
  ASSERT_TRUE(found && found->has_value());
  EXPECT_EQ((*found)->law, "replay");
  EXPECT_TRUE(stopped && !stopped->has_value());
}

// What the cause is called of a port that returns what `value` makes of its surroundings.
std::string CauseOf(const std::function<std::int64_t(const lockstep::Run&)>& value) {
  const Function port = [value](const auto&, const lockstep::Run& run, Memory&) -> Outcome {
    return Returned{Value::Int(value(run))};
  };
  const auto found = OnLadder(port, false, [](const Ladder& ladder) {
    return ladder.Climb([](const lockstep::Run&) { return std::vector<Case>(); });
  });
  return found && found->has_value() ? (*found)->knob : "";
}

std::int64_t Zygote(const lockstep::Run& run) {
  return 100 * run.knobs[Knob::kInterpreter] + 10 * run.knobs[Knob::kLayout] +
         run.knobs[Knob::kHashSeed];
}

TEST(LadderTest, AKnobIsNamedThatAloneMakesTheCaseDiffer) {
  EXPECT_EQ(CauseOf([](const lockstep::Run& run) { return run.knobs[Knob::kHashSeed]; }),
            "PYTHONHASHSEED");
  EXPECT_EQ(CauseOf([](const lockstep::Run& run) { return run.knobs[Knob::kLayout]; }),
            "heap layout");
  EXPECT_EQ(CauseOf([](const lockstep::Run& run) {
              return run.knobs[Knob::kLayout] * run.knobs[Knob::kHashSeed];
            }),
            "heap layout and PYTHONHASHSEED");
}

// What is allocated for other hashes moves what comes after it.
TEST(LadderTest, AnAddressIsTheLayoutsThoughTheHashSeedMovesItToo) {
  EXPECT_EQ(CauseOf([](const lockstep::Run& run) {
              return run.knobs[Knob::kLayout] + run.knobs[Knob::kHashSeed];
            }),
            "heap layout");
}

TEST(LadderTest, WhatIsMadeAtTheImportIsANewInterpreters) {
  EXPECT_EQ(CauseOf(Zygote), FactsOf(Knob::kInterpreter).spoken);
  EXPECT_EQ(CauseOf([](const lockstep::Run& run) { return Zygote(run) % 111 % 2; }),
            FactsOf(Knob::kInterpreter).spoken);
}

// Of a port that returns what `value` makes of its surroundings, when it is asked elsewhere.
std::pair<std::string, std::string> LawAndKnob(
    const std::function<std::int64_t(const Knobs&)>& value) {
  const Function local = [value](const auto&, const lockstep::Run& run, Memory&) -> Outcome {
    return Returned{Value::Int(value(run.knobs))};
  };
  const auto climb = [](const Ladder& ladder) {
    return ladder.Climb([](const lockstep::Run&) { return std::vector<Case>(); });
  };
  const auto found = OnLadder(local, false, climb, Elsewhere(1));
  if (!found || !found->has_value()) return {};
  return {(*found)->law, (*found)->knob};
}

TEST(LadderTest, AnEnvironmentThatIsTurnedIsItsKnobAndItsLaw) {
  EXPECT_EQ(LawAndKnob([](const Knobs& knobs) { return knobs[Knob::kTimeZone]; }),
            (std::pair<std::string, std::string>("environment", "TZ")));
}

TEST(LadderTest, KnobsOfOneLawThatOnlyTogetherMakeTheCaseDifferAreNamedTogether) {
  const auto [law, knob] =
      LawAndKnob([](const Knobs& knobs) { return knobs[Knob::kTimeZone] * knobs[Knob::kColumns]; });
  EXPECT_EQ(law, "environment");
  EXPECT_EQ(knob, "TZ and COLUMNS");
}

TEST(LadderTest, OneInterpreterOfManyIsNoKnob) {
  EXPECT_EQ(CauseOf([](const lockstep::Run& run) { return Zygote(run) == 11; }), kChance);
}

TEST(LadderTest, TheProcessIdIsNoneOfTheLayouts) {
  const auto id = [](const lockstep::Run& run) {
    return run.knobs[Knob::kProcessNumber] > 0 ? run.knobs[Knob::kProcessNumber]
                                               : run.knobs[Knob::kLayout];
  };
  EXPECT_EQ(CauseOf(id), "the process id");
}

TEST(LadderTest, WhatDiffersAtTimesHasNoCause) {
  int calls = 0;
  EXPECT_EQ(CauseOf([&](const lockstep::Run&) { return ++calls % 3 == 0; }), kChance);
}

// The calls before it were made, and it differed: so it does without them.
TEST(LadderTest, EarlierCallsAreNoCauseOfWhatDiffersOnce) {
  int processes = 0;
  const Function port = [&](const auto& arguments, const lockstep::Run&,
                            Memory& memory) -> Outcome {
    if (arguments[0].small == 2) memory["prefix"] = ++processes;
    return Returned{Value::Int(memory["prefix"] == 1 ? 7 : 0)};
  };
  const auto found = OnLadder(port, false, [](const Ladder& ladder) {
    Case earlier;
    earlier.steps = {Step{"", {Value::Int(2)}, {}}};
    return ladder.Climb([&](const lockstep::Run&) { return std::vector<Case>(1, earlier); });
  });
  EXPECT_TRUE(found && !found->has_value());
}

}  // namespace
}  // namespace lockstep
