#include "harness/pipeline/ladder.h"

#include <gtest/gtest.h>

#include "harness/manifest/domain_parser.h"
#include "oracles/registry.h"
#include "oracles/settings.h"
#include "tests/support/fake_runner.h"

namespace lockstep {
namespace {

using testing::FakeRunner;
using testing::Function;
using testing::Memory;

constexpr std::int64_t kMoment = 1'000'000, kNearlyAll = 900'000'000;  // nanoseconds

// What `look` says of the ladder of a port, between the base setting and another.
template <typename Look>
auto OnLadder(const Function& function, bool stopped, Look look) {
  Port port;
  port.parameters = *ParseParameters("x: int");
  const auto oracles = StandardOracles(port);
  FakeRunner runner(function, function);
  const Probe probe(port, oracles, runner);
  Case subject;
  subject.steps = {Step{"", {Value::Int(1)}, {}}};
  const std::function<bool()> should_stop = [stopped] { return stopped; };
  return look(Ladder(probe, subject, Base(1), Other(1), should_stop));
}

bool MerelySlow(const Function& function) {
  return *OnLadder(function, false, [](const Ladder& ladder) { return ladder.MerelySlow(); });
}

Function Taking(std::int64_t ticks) {
  return [ticks](const auto&, const Setting& setting, Memory& memory) -> Outcome {
    memory["ticks"] = ticks;
    if (setting.patience != Patience::kLong) return TimedOut{"its time"};
    return Returned{Value::Int(1)};
  };
}

TEST(LadderTest, WhatEndsLateOnBothSidesIsMerelySlow) {
  EXPECT_TRUE(MerelySlow(Taking(kNearlyAll)));
}

TEST(LadderTest, WhatEndsAtOnceMayHaveHungForAReason) { EXPECT_FALSE(MerelySlow(Taking(kMoment))); }

TEST(LadderTest, WhatDoesNotEndIsNotMerelySlow) {
  EXPECT_FALSE(MerelySlow([](const auto&, const Setting& setting, Memory& memory) -> Outcome {
    memory["ticks"] = kNearlyAll;
    if (setting.hash_seed != Base(1).hash_seed) return TimedOut{"its time"};
    return Returned{Value::Int(1)};
  }));
}

TEST(LadderTest, WhatEndsNowhereTellsNothingOfTheTwo) {
  EXPECT_TRUE(MerelySlow([](const auto&, const Setting&, Memory&) -> Outcome {
    return TimedOut{"its time"};
  }));
}

TEST(LadderTest, AStopEndsTheClimb) {
  const Function changes = [](const auto&, const Setting&, Memory& memory) -> Outcome {
    return Returned{Value::Int(memory["calls"]++)};
  };
  const auto climb = [](const Ladder& ladder) {
    return ladder.Climb([](const Setting&) { return std::vector<Case>(); });
  };
  const auto found = OnLadder(changes, false, climb), stopped = OnLadder(changes, true, climb);
  ASSERT_TRUE(found && found->has_value());
  EXPECT_EQ((*found)->law, "replay");
  EXPECT_TRUE(stopped && !stopped->has_value());
}

}  // namespace
}  // namespace lockstep
