#include "reports/xml_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lockstep {
namespace {

TEST(XmlTextTest, IsNoMarkup) {
  EXPECT_EQ(XmlText("a < b & \"c\" ]]>"), "a &lt; b &amp; &quot;c&quot; ]]&gt;");
}

TEST(XmlTextTest, HoldsNothingThatXmlCannot) {
  EXPECT_EQ(XmlText(std::string_view("\0\x1b\r\x7f", 4)), "\\x00\\x1b\\r\\x7f");
  EXPECT_EQ(XmlText("\xed\xa0\x80 \xff \xef\xbf\xbe"), "\\ud800 \\xff \\ufffe");
}

TEST(XmlTextTest, KeepsLinesInElementsOnly) {
  EXPECT_EQ(XmlText("a\nb"), "a\nb");
  EXPECT_EQ(XmlAttribute("a\nb"), "a\\nb");
}

RC_GTEST_PROP(XmlTextTest, NoBytesCanBreakIt, (const std::string& bytes)) {
  for (const char c : XmlText(bytes)) {
    RC_ASSERT(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
    RC_ASSERT(c != '<' && c != '>' && c != '"');
  }
}

}  // namespace
}  // namespace lockstep
