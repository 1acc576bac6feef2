#include "harness/cli/outcome_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep {
namespace {

using ::testing::HasSubstr;

Claim Sample() {
  Claim port;
  port.native = "heapq:nsmallest";
  port.port = "pure:nsmallest";
  return port;
}

TEST(OutcomeTextTest, SaysWhoAndWhat) {
  Observation observation;
  observation.setting.implementation = 1;
  observation.setting.knobs[Knob::kHashSeed] = 7;
  observation.outcome = Returned{Value::Int(3)};
  EXPECT_EQ(ToText(observation, Sample()),
            "  port     pure:nsmallest (hash seed 7)\n"
            "           returned 3\n");
}

TEST(OutcomeTextTest, ShowsEffects) {
  Observation observation;
  observation.outcome = Returned{Value::None()};
  observation.effects.arguments_after = Value::Of(Value::Kind::kList, {Value::Int(1)});
  observation.effects.aliases = {"result is args[0]"};
  observation.effects.output = "hello\x1b[2J\n";
  const std::string text = ToText(observation, Sample());
  EXPECT_THAT(text, HasSubstr("left its arguments as [1]"));
  EXPECT_THAT(text, HasSubstr("aliasing: result is args[0]"));
  EXPECT_THAT(text, HasSubstr("wrote: hello [2J"));
}

TEST(OutcomeTextTest, NamesEveryWayToEnd) {
  EXPECT_EQ(ToText(Outcome(Died{11, 0, ""})), "died: killed by signal 11");
  EXPECT_EQ(ToText(Outcome(Died{0, 3, "closed"})), "died: exited with status 3; closed");
  EXPECT_EQ(ToText(Outcome(TimedOut{"1 s of CPU time"})), "did not end within 1 s of CPU time");
  EXPECT_THAT(ToText(Outcome(Unencodable{"socket"})), HasSubstr("socket"));
}

}  // namespace
}  // namespace lockstep
