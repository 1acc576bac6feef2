#include "harness/pipeline/confirm/short_history.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/case_maker.h"

namespace lockstep {
namespace {

using testing::CallWith;

constexpr std::size_t kBudget = 120;

std::vector<Case> Different(std::int64_t count) {
  std::vector<Case> calls;
  for (std::int64_t i = 0; i < count; ++i) calls.push_back(CallWith(i + 100));
  return calls;
}

bool HasCall(std::span<const Case> calls, std::int64_t argument) {
  return std::ranges::any_of(
      calls, [&](const Case& one) { return one.steps == CallWith(argument).steps; });
}

TEST(ShortHistoryTest, AFewCallsThatMatterAreKept) {
  const auto shows = [](std::span<const Case> calls) { return HasCall(calls, 7003); };
  const auto prefix = ShortHistory(Different(7000), CallWith(0), shows, kBudget);
  ASSERT_EQ(prefix.size(), 1u);
  EXPECT_EQ(prefix[0].subject.steps, CallWith(7003).steps);
  EXPECT_EQ(prefix[0].times, 1u);
}

TEST(ShortHistoryTest, ANumberOfCallsIsOneCallAgainAndAgain) {
  const auto exactly = [](std::span<const Case> calls) { return calls.size() == 7000; };
  const auto prefix = ShortHistory(Different(7000), CallWith(0), exactly, kBudget);
  ASSERT_EQ(prefix.size(), 1u);
  EXPECT_EQ(prefix[0].subject.steps, CallWith(0).steps);
  EXPECT_EQ(prefix[0].times, 7000u);
}

TEST(ShortHistoryTest, TheLeastNumberIsFound) {
  const auto many = [](std::span<const Case> calls) { return calls.size() >= 1234; };
  const auto prefix = ShortHistory(Different(7000), CallWith(0), many, kBudget);
  ASSERT_EQ(prefix.size(), 1u);
  EXPECT_EQ(prefix[0].times, 1234u);
}

TEST(ShortHistoryTest, ACallAmongManyIsKeptInItsPlace) {
  const auto shows = [](std::span<const Case> calls) {
    return calls.size() == 3000 && calls[1999].steps == CallWith(2099).steps;
  };
  const auto prefix = ShortHistory(Different(3000), CallWith(0), shows, kBudget);
  ASSERT_EQ(prefix.size(), 3u);
  EXPECT_EQ(prefix[0].times, 1999u);
  EXPECT_EQ(prefix[1].subject.steps, CallWith(2099).steps);
  EXPECT_EQ(prefix[2].times, 1000u);
}

TEST(ShortHistoryTest, WhereAllOfThemMatterAllAreKept) {
  const auto shows = [](std::span<const Case> calls) {
    return calls.size() == 40 && HasCall(calls, 100) && HasCall(calls, 139) && !HasCall(calls, 0) &&
           std::ranges::adjacent_find(calls, [](const Case& one, const Case& next) {
             return one.steps == next.steps;
           }) == calls.end();
  };
  EXPECT_EQ(CountOf(ShortHistory(Different(40), CallWith(0), shows, kBudget)), 40u);
}

}  // namespace
}  // namespace lockstep
