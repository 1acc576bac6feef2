#include "harness/manifest/suggest.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lockstep {
namespace {

constexpr std::string_view kKnown[] = {"native", "port", "args", "contract", "cases", "case"};

TEST(SuggestTest, NamesTheNearestWord) {
  EXPECT_EQ(Closest("natve", kKnown), "native");
  EXPECT_EQ(Closest("prot", kKnown), "port");
  EXPECT_EQ(Closest("contrcat", kKnown), "contract");
  EXPECT_EQ(Closest("Args", kKnown), "args");
}

TEST(SuggestTest, SaysNothingWhenNothingIsNear) {
  EXPECT_EQ(Closest("timeout", kKnown), std::nullopt);
  EXPECT_EQ(DidYouMean("x", kKnown), "");
  EXPECT_EQ(Closest(std::string(100000, 'a'), kKnown), std::nullopt);
}

TEST(SuggestTest, TakesTheFirstOfEquals) { EXPECT_EQ(Closest("casez", kKnown), "cases"); }

TEST(SuggestTest, AsksAQuestion) {
  EXPECT_EQ(DidYouMean("prot", kKnown), "did you mean \"port\"?");
}

RC_GTEST_PROP(SuggestTest, DistanceIsSymmetricAndZeroOnlyForEquals,
              (const std::string& left, const std::string& right)) {
  RC_ASSERT(EditDistance(left, right) == EditDistance(right, left));
  RC_ASSERT((EditDistance(left, right) == 0) == (left == right));
}

RC_GTEST_PROP(SuggestTest, OneSlipIsOneEdit, (const std::string& word, char letter)) {
  const auto at = static_cast<std::size_t>(*rc::gen::inRange<std::size_t>(0, word.size() + 1));
  std::string longer = word;
  longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(at), letter);
  RC_ASSERT(EditDistance(word, longer) == 1U);
}

}  // namespace
}  // namespace lockstep
