#include "harness/pipeline/reproduce/script_literal.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

TEST(ScriptLiteralTest, WhatEndsALiteralIsEscaped) {
  EXPECT_EQ(QuotedPlain("a \"b\"\\\n"), R"("a \"b\"\\\n")");
  EXPECT_EQ(PlainList({}), "[]");
  EXPECT_EQ(PlainList({"a", "b"}), R"(["a", "b"])");
}

TEST(ScriptLiteralTest, LinesStayReadableWhereTheyCan) {
  EXPECT_EQ(LiteralOfLines("a\n\\b\n"), "r'''a\n\\b\n'''");
  EXPECT_EQ(LiteralOfLines("a '''\n"), "r\"\"\"a '''\n\"\"\"");
  EXPECT_EQ(LiteralOfLines("''' \"\"\"\n"), R"("''' \"\"\"\n")");
  EXPECT_EQ(LiteralOfLines("a'"), "r\"\"\"a'\"\"\"");
  EXPECT_EQ(LiteralOfLines("a\\"), R"("a\\")");
}

}  // namespace
}  // namespace lockstep
