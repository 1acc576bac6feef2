#include "harness/pipeline/candidate.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

BreachKey Key(std::string difference, std::string types, std::string path = "result") {
  return {"exception", std::move(difference), std::move(path), std::move(types), 1, false};
}

TEST(CandidateTest, ThatThePortRaisesIsNotThatNativeDoes) {
  const auto native = LikenessOf(Key("exception-presence", "raises ValueError|str"));
  EXPECT_NE(native, LikenessOf(Key("exception-presence", "str|raises ValueError")));
  EXPECT_EQ(native, LikenessOf(Key("exception-presence", "raises KeyError|int")));
}

TEST(CandidateTest, TypesAndPlacesMayChangeAndOperationsMayNot) {
  EXPECT_EQ(LikenessOf(Key("value", "int|int", "result[*]")), LikenessOf(Key("value", "str|int")));
  EXPECT_NE(LikenessOf(Key("value", "", "step[*].pop.result")),
            LikenessOf(Key("value", "", "step[*].get.result")));
}

}  // namespace
}  // namespace lockstep
