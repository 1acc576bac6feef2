#include "harness/pipeline/confirm/reduce.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace lockstep {
namespace {

std::vector<Case> Numbered(std::size_t count) {
  std::vector<Case> cases(count);
  for (std::size_t i = 0; i < count; ++i) cases[i].origin.row = static_cast<std::uint32_t>(i);
  return cases;
}

bool HasRow(std::span<const Case> cases, std::uint32_t row) {
  return std::any_of(cases.begin(), cases.end(),
                     [&](const Case& one) { return one.origin.row == row; });
}

TEST(ReduceTest, FindsTheOneCaseThatMatters) {
  const auto left = Reduce(
      Numbered(1000), [](auto cases) { return HasRow(cases, 123); }, 200);
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].origin.row, 123u);
}

TEST(ReduceTest, KeepsTwoCasesThatMatterTogether) {
  const auto left = Reduce(
      Numbered(64), [](auto cases) { return HasRow(cases, 3) && HasRow(cases, 60); }, 500);
  ASSERT_EQ(left.size(), 2u);
  EXPECT_EQ(left[0].origin.row, 3u);
  EXPECT_EQ(left[1].origin.row, 60u);
}

TEST(ReduceTest, StopsAtTheBudgetWithSomethingThatStillShows) {
  std::size_t asked = 0;
  const auto shows = [&](std::span<const Case> cases) {
    return ++asked, HasRow(cases, 7) && HasRow(cases, 900);
  };
  const auto left = Reduce(Numbered(1000), shows, 20);
  EXPECT_LE(asked, 20u);
  EXPECT_TRUE(HasRow(left, 7) && HasRow(left, 900));
}

}  // namespace
}  // namespace lockstep
