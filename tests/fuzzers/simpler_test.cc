#include "fuzzers/simpler.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "fuzzers/gen.h"
#include "fuzzers/shrinker.h"
#include "tests/fuzzers/given.h"

namespace lockstep {
namespace {

Value List(std::vector<Value> items) { return Value::Of(Value::Kind::kList, std::move(items)); }

bool IsSimpler(const Value& left, const Value& right) {
  return std::is_lt(CompareSimplicity(left, right)) && std::is_gt(CompareSimplicity(right, left));
}

TEST(SimplerTest, FewerNodesThenShorterTextThenAtoms) {
  EXPECT_TRUE(IsSimpler(List({Value::Int(1001)}), List({Value::Int(0), Value::Int(1001)})));
  EXPECT_TRUE(
      IsSimpler(List({Value::Int(0), Value::Int(1001)}), List({Value::Int(50), Value::Int(951)})));
  EXPECT_TRUE(
      IsSimpler(List({Value::Int(1), Value::Int(0)}), List({Value::Int(0), Value::Int(-1)})));
  EXPECT_TRUE(IsSimpler(Value::Str("zz"), Value::Str("aaa")));
  EXPECT_TRUE(IsSimpler(Value::Str("a"), Value::Str("0")));
  EXPECT_TRUE(IsSimpler(Value::Str("Z"), Value::Str("\x01")));
}

TEST(SimplerTest, FloatsGoIntegralThenShortThenStrange) {
  const double order[] = {0.0, 1.0, 2.0, 1e300, -0.0, -1.0, 0.5, 0.25, 1.5};
  for (std::size_t i = 1; i < std::size(order); ++i)
    EXPECT_TRUE(IsSimpler(Value::Float(order[i - 1]), Value::Float(order[i])))
        << order[i - 1] << " " << order[i];
  EXPECT_TRUE(IsSimpler(Value::Float(0.25), Value::Float(-0.5)));
  EXPECT_TRUE(IsSimpler(Value::Float(-0.5), Value::Float(INFINITY)));
  EXPECT_TRUE(IsSimpler(Value::Float(-INFINITY), Value::Float(NAN)));
}

TEST(SimplerTest, ACopyIsSimplerThanTheSameObjectTwice) {
  Value shared = List({Value::Int(1)}), again;
  shared.label = 0;
  again.kind = Value::Kind::kReference;
  EXPECT_TRUE(
      IsSimpler(List({List({Value::Int(1)}), List({Value::Int(1)})}), List({shared, again})));
}

TEST(SimplerTest, RanksAndPointsAreInverse) {
  for (std::uint32_t rank = 0; rank < 0x500; ++rank) EXPECT_EQ(RankOf(PointOfRank(rank)), rank);
}

// A total order: irreflexive, antisymmetric, transitive, equal only when written alike.
RC_GTEST_PROP(SimplerTest, IsATotalOrder, ()) {
  const Port port = PortOf("a: Any, b: PyObj, c: list[float | str]");
  const auto cases = CasesOf(port);
  const Case a = *cases, b = *cases, c = *cases;
  RC_ASSERT(!Simpler(a, a));
  RC_ASSERT(!(Simpler(a, b) && Simpler(b, a)));
  if (!Simpler(a, b) && !Simpler(b, a)) RC_ASSERT(wire::Encode(a) == wire::Encode(b));
  if (Simpler(a, b) && Simpler(b, c)) RC_ASSERT(Simpler(a, c));
}

}  // namespace
}  // namespace lockstep
