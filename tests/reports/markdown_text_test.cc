#include "reports/markdown_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <regex>

namespace lockstep {
namespace {

TEST(MarkdownTextTest, CodeIsInBackticksWhereItCanBe) {
  EXPECT_EQ(MarkdownCode("heapq:nsmallest <- *x*"), "`heapq:nsmallest <- *x*`");
  EXPECT_EQ(MarkdownCode(""), "");
}

TEST(MarkdownTextTest, CodeThatWouldEndItsCellOrItselfIsNumbered) {
  EXPECT_EQ(MarkdownCode("a|b"), "<code>a&#124;b</code>");
  EXPECT_EQ(MarkdownCode("`<b>"), "<code>&#96;&#60;b&#62;</code>");
  EXPECT_EQ(MarkdownCode("a\\"), "<code>a&#92;</code>");
  EXPECT_EQ(MarkdownCode("a\nb"), "<code>a&#92;nb</code>");
}

TEST(MarkdownTextTest, ProseMentionsNobody) {
  EXPECT_EQ(MarkdownProse("to: @team :x: *now* (caf\xc3\xa9)"),
            "to: &#64;team &#58;x: &#42;now&#42; (caf\xc3\xa9)");
}

TEST(MarkdownTextTest, AFenceIsLongerThanAnyInside) {
  EXPECT_EQ(MarkdownBlock("a\n", "text"), "```text\na\n```\n");
  EXPECT_EQ(MarkdownBlock("a\n````\nb", "text"), "`````text\na\n````\nb\n`````\n");
}

RC_GTEST_PROP(MarkdownTextTest, NoBytesMeanAnything, (const std::string& bytes)) {
  const std::regex numbered(
      "([^\\x00-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7f]|[ ,;()-]|: |&#[0-9]+;)*");
  RC_ASSERT(std::regex_match(MarkdownProse(bytes), numbered));
  const std::string code = MarkdownCode(bytes);
  RC_ASSERT(code.find_first_of("\n|\\") == std::string::npos);
  if (code.starts_with('`')) RC_ASSERT(code.find('`', 1) == code.size() - 1);
}

RC_GTEST_PROP(MarkdownTextTest, NoBytesEndAFence, (const std::string& bytes)) {
  const std::string text = MarkdownBlock(bytes + "```" + bytes, "");
  const std::string fence = text.substr(0, text.find('\n'));
  RC_ASSERT(text.find(fence, fence.size()) == text.size() - fence.size() - 1);
}

}  // namespace
}  // namespace lockstep
