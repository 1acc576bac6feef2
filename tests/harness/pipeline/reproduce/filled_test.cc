#include "harness/pipeline/reproduce/filled.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

TEST(FilledTest, AGapIsFilledWhereverItStands) {
  EXPECT_EQ(Filled("a = __A__  # __A__\nprint(\"__B__\")", {{"A", "1"}, {"B", "two"}}),
            "a = 1  # 1\nprint(\"two\")");
  EXPECT_EQ(Filled("f(__A__=__A__, x__A__x)", {{"A", "b"}}), "f(b=b, xbx)");
  EXPECT_EQ(Filled("\"__A__(\", __A__(1), __A__()", {{"A", "f"}}), "\"f(\", f(1), f()");
}

TEST(FilledTest, WhatAFillingIsAboutGoesWithTheGap) {
  EXPECT_EQ(Filled("said = __A__(an_error), 1\n", {{"A", "str(e)"}}), "said = str(e), 1\n");
}

TEST(FilledTest, WhatPythonCallsSoIsNoGap) {
  const std::string piece = "__name__ __B __ __ C__ ____ a.__qualname__";
  EXPECT_EQ(Filled(piece, {}), piece);
}

TEST(FilledTest, AloneOnALineItIsLines) {
  const std::string piece = "try:\n    __A__\n    b\n__C__\nd\n";
  EXPECT_EQ(Filled(piece, {{"A", ""}, {"C", ""}}), "try:\n    b\nd\n");
  EXPECT_EQ(Filled(piece, {{"A", "a"}, {"C", "\nc\n"}}), "try:\n    a\n    b\n\nc\nd\n");
  EXPECT_EQ(Filled("__A__\n__A__\n", {{"A", ""}}), "");
  EXPECT_EQ(Filled("a = __A__\n", {{"A", ""}}), "a = \n");
}

TEST(FilledTest, WhatIsFilledInHasNoGaps) {
  EXPECT_EQ(Filled("__A__ + __B__", {{"A", "'__B__'"}, {"B", "'__A__'"}}), "'__B__' + '__A__'");
}

TEST(FilledDeathTest, AGapThatNobodyFillsIsOurMistake) {
  EXPECT_DEBUG_DEATH(Filled("a = __A__", {}), "filling");
#ifdef NDEBUG
  EXPECT_EQ(Filled("a = __A__(b)", {}), "a = __A__(b)");
#endif
}

TEST(FilledDeathTest, AFillingWithoutAGapIsOurMistake) {
  EXPECT_DEBUG_DEATH(Filled("a = __A__", {{"A", "1"}, {"B", "2"}}), "HasGap");
}

}  // namespace
}  // namespace lockstep
