#include "harness/pipeline/costs/sized.h"

#include <gtest/gtest.h>

#include "harness/manifest/domain_parser.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

Port Over(const std::string& text) {
  Port port;
  port.parameters = *ParseParameters(text);
  return port;
}

std::vector<Value> FirstArguments(const Port& port) {
  std::vector<Value> arguments;
  for (const auto& bytes : EncodedCases(port, 1, 3))
    arguments.push_back(wire::DecodeCase(bytes)->steps.at(0).positional.at(0));
  return arguments;
}

TEST(Sized, ListsAreExactlySoLong) {
  const auto sized = Sized(Over("xs: list[int], n: int"), 64);
  ASSERT_TRUE(sized.has_value());
  const auto lists = FirstArguments(*sized);
  ASSERT_FALSE(lists.empty());
  for (const Value& list : lists) EXPECT_EQ(list.items.size(), 64u);
}

TEST(Sized, WhatMayNotBeSoLongDoesNotGrow) {
  const Port port = Over("xs: Annotated[list[int], MaxLen(100)]");
  EXPECT_TRUE(Sized(port, 64).has_value());
  EXPECT_FALSE(Sized(port, 256).has_value());
}

TEST(Sized, WhereNothingHasALengthIntegersGrow) {
  const auto sized = Sized(Over("n: int"), 256);
  ASSERT_TRUE(sized.has_value());
  for (const Value& number : FirstArguments(*sized)) EXPECT_EQ(number.small, 256);
  EXPECT_FALSE(Sized(Over("n: Annotated[int, Ge(0), Le(9)]"), 16).has_value());
  EXPECT_FALSE(Sized(Over("x: float"), 16).has_value());
}

}  // namespace
}  // namespace lockstep
