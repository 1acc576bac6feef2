#include "harness/model/varieties.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

TEST(VarietiesTest, TextBringsThemBack) {
  Varieties varieties;
  for (const std::size_t one : {0, 3, 4, 70, 255}) varieties.set(one);
  const std::string text = ToText(varieties);
  EXPECT_EQ(text.size(), kVarieties / 4);
  EXPECT_EQ(VarietiesIn(text), varieties);
}

TEST(VarietiesTest, NoneIsTheEmptyTextAndOtherTextIsNothing) {
  EXPECT_EQ(ToText({}), "");
  EXPECT_EQ(VarietiesIn(""), Varieties());
  EXPECT_EQ(VarietiesIn("ff"), std::nullopt);
  EXPECT_EQ(VarietiesIn(std::string(kVarieties / 4, 'x')), std::nullopt);
}

}  // namespace
}  // namespace lockstep
