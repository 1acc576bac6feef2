#include <gtest/gtest.h>

#include "harness/manifest/toml_tree.h"

namespace lockstep {
namespace {

Place PlaceOf(const std::string& needle, const std::string& text) {
  const SourceText source{"m.toml", text};
  const auto document = ParseToml(source);
  EXPECT_TRUE(document.has_value());
  const TomlValue& value = document->entries.at(0).value;
  return PlaceInside(source, value, value.text.find(needle));
}

TEST(PlaceInsideTest, CountsFromBehindTheQuote) {
  EXPECT_EQ(PlaceOf("flaot", "args = \"xs: list[flaot]\""), (Place{1, 18}));
  EXPECT_EQ(PlaceOf("flaot", "args = 'xs: list[flaot]'"), (Place{1, 18}));
}

TEST(PlaceInsideTest, CountsAnEscapeAsItIsWritten) {
  EXPECT_EQ(PlaceOf("X", R"(a = "\"\u00e9\t\U0001F600X")"), (Place{1, 26}));
}

TEST(PlaceInsideTest, CountsCharactersNotBytes) {
  EXPECT_EQ(PlaceOf("X", "a = \"\u00e9\u00e9X\""), (Place{1, 8}));
}

TEST(PlaceInsideTest, FollowsLines) {
  EXPECT_EQ(PlaceOf("X", "a = \"\"\"\nfirst,\n  X\"\"\""), (Place{3, 3}));
  EXPECT_EQ(PlaceOf("X", "a = '''\nfirst,\n  X'''"), (Place{3, 3}));
  EXPECT_EQ(PlaceOf("X", "a = \"\"\"one \\\n     X\"\"\""), (Place{2, 6}));
}

TEST(PlaceInsideTest, LeavesABackslashOfALiteralStringAlone) {
  EXPECT_EQ(PlaceOf("X", R"(a = '\"\u00e9X')"), (Place{1, 14}));
}

}  // namespace
}  // namespace lockstep
