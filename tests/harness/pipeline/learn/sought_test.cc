#include "harness/pipeline/learn/sought.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

using Hint = Loaded::ParameterHint;

Hint Optional(const char* name, const char* value, const char* kind = "POSITIONAL_OR_KEYWORD") {
  return {name, kind, value, std::nullopt};
}

TEST(SoughtTest, ADefaultSaysItsKind) {
  for (const auto& [value, kind] : {std::pair{"3", "int"},
                                    {"-1", "int"},
                                    {"0.5", "float"},
                                    {"inf", "float"},
                                    {"-inf", "float"},
                                    {"1j", "complex"},
                                    {"'x'", "str"},
                                    {"b''", "bytes"},
                                    {"False", "bool"}}) {
    EXPECT_EQ(SoughtFor(Optional("x", value)).domain, kind);
    EXPECT_FALSE(SoughtFor(Optional("x", value)).open) << value;
  }
}

TEST(SoughtTest, NoneSentinelsAndContainersLeaveItOpen) {
  for (const char* value : {"None", "()", "{}", "[]", "<object object>", "<Colour.RED: 1>"})
    EXPECT_TRUE(SoughtFor(Optional("x", value)).open) << value;
  EXPECT_FALSE(SoughtFor(Optional("x", "None")).left_out);
  EXPECT_TRUE(SoughtFor(Optional("x", "<object object>")).left_out);
}

TEST(SoughtTest, AnAnnotationIsBelievedBeforeTheDefault) {
  const Sought sought = SoughtFor(Hint{"x", "KEYWORD_ONLY", "None", "int | None"});
  EXPECT_EQ(sought.domain, "int | None");
  EXPECT_FALSE(sought.open);
}

TEST(SoughtTest, WhatFollowsOneThatIsLeftOutIsGivenByName) {
  const std::vector<Hint> hints = {{"xs", "POSITIONAL_OR_KEYWORD", {}, "list[int]"},
                                   Optional("mark", "<object object>"),
                                   Optional("n", "1")};
  auto sought = SoughtFor(hints);
  EXPECT_EQ(TextOf(sought), "xs: list[int], *, n: int = ...");
  EXPECT_EQ(TextWith(sought, 1, "str"), "xs: list[int], mark: str, n: int = ...");
  EXPECT_EQ(TextWith(sought, 2, "float"), "xs: list[int], *, n: float");
}

TEST(SoughtTest, WhatCannotBeReachedWithoutIsLeftOutToo) {
  const std::vector<Hint> hints = {Optional("mark", "<object object>", "POSITIONAL_ONLY"),
                                   Optional("n", "1", "POSITIONAL_ONLY")};
  EXPECT_EQ(TextOf(SoughtFor(hints)), "");
}

TEST(SoughtTest, KeywordsOfAnyNameHaveNamesOfOurs) {
  const std::vector<Hint> hints = {Optional("a", "1", "KEYWORD_ONLY"),
                                   {"kwds", "VAR_KEYWORD", {}, {}}};
  auto sought = SoughtFor(hints);
  ASSERT_EQ(sought.size(), 3u);
  EXPECT_EQ(TextOf(sought), "*, a: int = ...");
  EXPECT_EQ(TextWith(sought, 1, "str"), "*, a: int = ..., b: str");
}

}  // namespace
}  // namespace lockstep
