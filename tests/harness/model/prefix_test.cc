#include "harness/model/prefix.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

Case Call(std::int64_t argument) {
  Case subject;
  subject.steps = {Step{"", {Value::Int(argument)}, {}}};
  return subject;
}

TEST(PrefixTest, CallsThatAreAlikeStandTogether) {
  const std::vector<Case> calls = {Call(1), Call(1), Call(2), Call(1)};
  const Prefix prefix = Condensed(calls);
  ASSERT_EQ(prefix.size(), 3u);
  EXPECT_EQ(prefix[0].times, 2u);
  EXPECT_EQ(prefix[1].times, 1u);
  EXPECT_EQ(CountOf(prefix), 4u);
}

TEST(PrefixTest, AreMadeOneByOneAgain) {
  const std::vector<Case> calls = {Call(1), Call(1), Call(2)};
  const auto again = CallsThen(Condensed(calls), Call(9));
  ASSERT_EQ(again.size(), 4u);
  for (std::size_t i = 0; i < calls.size(); ++i) EXPECT_EQ(again[i].steps, calls[i].steps);
  EXPECT_EQ(again[3].steps, Call(9).steps);
}

}  // namespace
}  // namespace lockstep
