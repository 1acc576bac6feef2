#include "reports/printable.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lockstep {
namespace {

TEST(PrintableTest, LeavesTextAlone) {
  EXPECT_EQ(Printable("caf\xc3\xa9 \xf0\x9f\x98\x80 'x'"), "caf\xc3\xa9 \xf0\x9f\x98\x80 'x'");
}

TEST(PrintableTest, EscapesWhatMovesTheCursorOrHides) {
  EXPECT_EQ(Printable("\x1b[2J\r\n\t"), "\\x1b[2J\\r\\n\\t");
  EXPECT_EQ(Printable("\xc2\x9b"), "\\x9b");
  EXPECT_EQ(Printable("\xe2\x80\xae\xe2\x80\x8b"), "\\u202e\\u200b");
  EXPECT_EQ(Printable(std::string_view("\0", 1)), "\\x00");
}

TEST(PrintableTest, EscapesWhatIsNoUtf8) {
  EXPECT_EQ(Printable("\xff\xc0\xaf\xe2\x82"), "\\xff\\xc0\\xaf\\xe2\\x82");
  EXPECT_EQ(ValidUtf8("\xed\xa0\x80"), "\\ud800");
  EXPECT_EQ(ValidUtf8("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");
}

TEST(PrintableTest, KeepsLinesWhereThereAreSeveral) {
  EXPECT_EQ(Printable("a\nb\r", true), "a\nb\\r");
}

TEST(PrintableTest, CutsTheMiddleAndCountsIt) {
  EXPECT_EQ(Shortened("0123456789", 10), "0123456789");
  EXPECT_EQ(Shortened("0123456789abc", 8), "012345...(5 more)...bc");
  EXPECT_EQ(Shortened("\xc3\xa9\xc3\xa9\xc3\xa9", 3), "\xc3\xa9\xc3\xa9\xc3\xa9");
}

RC_GTEST_PROP(PrintableTest, IsItsOwnFixedPoint, (const std::string& bytes)) {
  RC_ASSERT(Printable(Printable(bytes)) == Printable(bytes));
  RC_ASSERT(ValidUtf8(ValidUtf8(bytes)) == ValidUtf8(bytes));
}

}  // namespace
}  // namespace lockstep
