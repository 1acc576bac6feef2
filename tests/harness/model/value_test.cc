#include "harness/model/value.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <string>

namespace lockstep {
namespace {

using Kind = Value::Kind;

TEST(ValueTest, BigIntIsAnIntWhereItFits) {
  EXPECT_EQ(Value::BigInt(false, std::string("\0\0\1\2", 4)), Value::Int(258));
  EXPECT_EQ(Value::BigInt(true, "\x7f"), Value::Int(-127));
  EXPECT_EQ(Value::BigInt(true, ""), Value::Int(0));
  EXPECT_EQ(Value::BigInt(true, std::string("\x80\0\0\0\0\0\0\0", 8)),
            Value::Int(std::numeric_limits<std::int64_t>::min()));
}

TEST(ValueTest, BigIntKeepsMagnitudeAndSignBeyond) {
  const Value big = Value::BigInt(false, std::string("\0\x80\0\0\0\0\0\0\0", 9));
  EXPECT_EQ(big.text, std::string("\x80\0\0\0\0\0\0\0", 8));
  EXPECT_EQ(big.small, 1);
  EXPECT_EQ(Value::BigInt(true, std::string("\x80\0\0\0\0\0\0\1", 8)).small, -1);
}

TEST(ValueTest, FloatsAreTheirBits) {
  EXPECT_NE(Value::Float(0.0), Value::Float(-0.0));
  EXPECT_EQ(Value::Float(std::nan("")), Value::Float(std::nan("")));
  EXPECT_EQ(Value::Complex(1.5, -2).imag(), -2);
  EXPECT_EQ(Value::Complex(1.5, -2).real(), 1.5);
}

TEST(ValueTest, ExactTypesAreKept) {
  EXPECT_NE(Value::Bool(true), Value::Int(1));
  EXPECT_NE(Value::Of(Kind::kList, {}), Value::Of(Kind::kTuple, {}));
  EXPECT_NE(Value::Str("a"), Value::Bytes("a"));
}

TEST(ValueTest, NodesAreCountedInside) {
  EXPECT_EQ(NodeCount(Value::None()), 1U);
  EXPECT_EQ(
      NodeCount(Value::Of(Kind::kList, {Value::Int(1), Value::Of(Kind::kTuple, {Value::Int(2)})})),
      4U);
}

TEST(ValueTest, OnlyBuiltinContainersAreContainers) {
  EXPECT_TRUE(Value::Of(Kind::kFrozenSet, {}).IsContainer());
  EXPECT_FALSE(Value::Of(Kind::kSubclass, {}).IsContainer());
  EXPECT_FALSE(Value::Str("abc").IsContainer());
}

TEST(DecimalTest, HasEveryDigit) {
  EXPECT_EQ(Decimal(Value::Int(-7)), "-7");
  EXPECT_EQ(Decimal(Value::BigInt(false, std::string("\x80\0\0\0\0\0\0\0", 8))),
            "9223372036854775808");
  EXPECT_EQ(Decimal(Value::BigInt(true, std::string("\1\0\0\0\0\0\0\0\0", 9))),
            "-18446744073709551616");
  // 10^27: groups of nine zeroes must not get lost.
  EXPECT_EQ(
      Decimal(Value::BigInt(false, "\x03\x3b\x2e\x3c\x9f\xd0\x80\x3c\xe8" + std::string(3, '\0'))),
      "1000000000000000000000000000");
}

RC_GTEST_PROP(DecimalTest, AgreesWithTheStandardLibrary, (std::int64_t number)) {
  RC_ASSERT(Decimal(Value::Int(number)) == std::to_string(number));
}

RC_GTEST_PROP(DecimalTest, AgreesOnUnsignedNumbers, (std::uint64_t number)) {
  std::string magnitude;
  for (int shift = 56; shift >= 0; shift -= 8)
    magnitude += static_cast<char>(number >> shift & 0xff);
  RC_ASSERT(Decimal(Value::BigInt(false, magnitude)) == std::to_string(number));
}

}  // namespace
}  // namespace lockstep
