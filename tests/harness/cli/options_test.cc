#include "harness/cli/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep {
namespace {

using namespace std::chrono_literals;

TEST(ReadDurationTest, ReadsNumbersWithUnits) {
  EXPECT_EQ(ReadDuration("90"), 90s);
  EXPECT_EQ(ReadDuration("60s"), 60s);
  EXPECT_EQ(ReadDuration("5m"), 5min);
  EXPECT_EQ(ReadDuration("2h"), 2h);
  EXPECT_EQ(ReadDuration("500ms"), 500ms);
  EXPECT_EQ(ReadDuration("4000000000h"), 24h * 365);
}

TEST(ReadDurationTest, RefusesTheRest) {
  for (const char* text : {"", "0", "0s", "-5s", "5x", "s", "5 s", "1.5s", "99999999999999999999s"})
    EXPECT_EQ(ReadDuration(text), std::nullopt) << text;
}

TEST(SplitAtCommasTest, DropsEmptyParts) {
  EXPECT_THAT(SplitAtCommas("value,,type,"), ::testing::ElementsAre("value", "type"));
  EXPECT_TRUE(SplitAtCommas("").empty());
}

TEST(ProcessorsTest, ThereIsAtLeastOne) { EXPECT_GE(Processors(), 1U); }

}  // namespace
}  // namespace lockstep
