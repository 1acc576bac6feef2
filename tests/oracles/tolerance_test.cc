#include "oracles/tolerance.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <limits>

#include "harness/wire/value_codec.h"
#include "oracles/closeness.h"
#include "oracles/difference.h"
#include "tests/support/trial_builder.h"
#include "tests/support/value_gen.h"

namespace lockstep {
namespace {

using namespace testing;  // NOLINT: the builders

Tolerance Ulps(std::uint64_t ulp) {
  Tolerance tolerance;
  tolerance.ulp = ulp;
  return tolerance;
}

bool Near(const Value& expected, const Value& actual, const Tolerance& tolerance,
          Deviation* deviation = nullptr) {
  Deviation ignored;
  return Within(wire::Encode(expected), wire::Encode(actual), tolerance,
                deviation != nullptr ? *deviation : ignored);
}

double Moved(double value, int ulps) {
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(value) +
                               static_cast<std::uint64_t>(ulps));
}

TEST(ToleranceTest, CountsRepresentableDoubles) {
  EXPECT_EQ(UlpDistance(1.0, Moved(1.0, 3)), 3u);
  EXPECT_EQ(UlpDistance(0.0, -0.0), 0u);
  EXPECT_EQ(UlpDistance(5e-324, -5e-324), 2u);
  EXPECT_EQ(UlpDistance(-1.0, -1.0), 0u);
  EXPECT_EQ(UlpDistance(1e308, -1e308), UlpDistance(-1e308, 1e308));
}

TEST(ToleranceTest, ForgivesFloatsInsideAndNothingElse) {
  const auto nested = [](double number, const char* text) {
    return Dict({Text(text), List({Value::Float(number), Value::Int(3)})});
  };
  EXPECT_TRUE(Near(nested(1, "k"), nested(Moved(1, 2), "k"), Ulps(2)));
  EXPECT_FALSE(Near(nested(1, "k"), nested(Moved(1, 3), "k"), Ulps(2)));
  EXPECT_FALSE(Near(nested(1, "k"), nested(1, "l"), Ulps(2)));
  EXPECT_FALSE(Near(Value::Float(1), Value::Int(1), Ulps(2)));
  EXPECT_FALSE(Near(Ints({1}), Ints({1, 2}), Ulps(2)));
}

TEST(ToleranceTest, MeasuresEvenWhatBreaches) {
  Deviation deviation;
  const Value left = List({Value::Float(1), Value::Float(2), Value::Float(3)});
  const Value right = List({Value::Float(1), Value::Float(Moved(2, 5)), Value::Float(Moved(3, 1))});
  EXPECT_FALSE(Near(left, right, Ulps(1), &deviation));
  EXPECT_EQ(deviation.largest, 5u);
  EXPECT_EQ(deviation.floats, 3u);
  EXPECT_EQ(deviation.histogram[0], 1u);
  EXPECT_EQ(deviation.histogram[1], 1u);
  EXPECT_EQ(deviation.histogram[3], 1u);
}

TEST(ToleranceTest, MeasuresWholeColumns) {
  Column left, right;
  for (const int ulps : {0, 4, 1}) {
    left.values.Append(wire::Encode(Value::Float(1)));
    right.values.Append(wire::Encode(Value::Float(Moved(1, ulps))));
  }
  EXPECT_EQ(Measure(left, right, Ulps(9)).largest, 4u);
}

// Every float one step further.
Value Nudged(Value value) {
  if (value.kind == Value::Kind::kFloat) ++value.bits;
  for (Value& item : value.items) item = Nudged(item);
  return value;
}

// The kernel may only be stricter than the judge: what it lets pass is never a difference.
RC_GTEST_PROP(ToleranceTest, LetsNothingPassThatTheJudgeWouldNot,
              (const Value& left, const Value& other)) {
  const Value right = *rc::gen::element(left, other, Nudged(left));
  const auto tolerance = Ulps(*rc::gen::inRange<std::uint64_t>(0, 1000));
  if (Near(left, right, tolerance)) RC_ASSERT(!FirstDifference(left, right, tolerance));
  RC_ASSERT(Near(left, left, tolerance));
}

RC_GTEST_PROP(ToleranceTest, StaysInsideHostileBytes, (std::vector<std::uint8_t> left)) {
  auto right = left;
  if (!right.empty()) right.resize(*rc::gen::inRange<std::size_t>(0, right.size()));
  Deviation deviation;
  Within(left, right, Ulps(1), deviation);
  Within(right, left, Ulps(1), deviation);
  Within(left, left, Ulps(1), deviation);
}

}  // namespace
}  // namespace lockstep
