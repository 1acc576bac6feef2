#include "harness/model/played.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

Value Record(std::vector<Value> items) { return Value::Of(Value::Kind::kList, std::move(items)); }

TEST(PlayedTest, IsARecordForEachStep) {
  const Outcome outcome = Returned{
      Record({Record({Value::Str(""), Value::Int(0), Value::None(), Value::Int(0), Value::Int(7)}),
              Record({Value::Str("pop"), Value::Int(2), Value::Str("why"), Value::Int(0),
                      Value::Int(8), Value::Int(3), Value::None()})})};
  const auto played = PlayedOf(outcome);
  ASSERT_TRUE(played);
  ASSERT_EQ(played->size(), 2u);
  EXPECT_EQ((*played)[0].outcome, Outcome(Returned{Value::None()}));
  EXPECT_EQ((*played)[0].states[0], Outcome(Returned{Value::Int(7)}));
  EXPECT_EQ((*played)[1].operation, "pop");
  EXPECT_EQ((*played)[1].outcome, Outcome(Unencodable{"why"}));
  ASSERT_EQ((*played)[1].states.size(), 2u);
  EXPECT_FALSE((*played)[1].states[1]);
}

TEST(PlayedTest, AnythingElseIsNone) {
  EXPECT_FALSE(PlayedOf(Raised{Value::None()}));
  EXPECT_FALSE(PlayedOf(Returned{Value::Int(1)}));
  EXPECT_FALSE(PlayedOf(Returned{Record({Value::Int(1)})}));
  EXPECT_FALSE(PlayedOf(Returned{Record({Record({Value::Str("pop"), Value::Int(0)})})}));
  EXPECT_FALSE(PlayedOf(Returned{
      Record({Record({Value::Str("pop"), Value::Int(0), Value::None(), Value::Int(0)})})}));
}

}  // namespace
}  // namespace lockstep
