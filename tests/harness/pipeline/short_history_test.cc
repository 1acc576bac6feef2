#include "harness/pipeline/short_history.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace lockstep {
namespace {

constexpr std::size_t kBudget = 120;

Case Call(std::int64_t argument) {
  Case subject;
  subject.steps = {Step{"", {Value::Int(argument)}, {}}};
  return subject;
}

std::vector<Case> Different(std::int64_t count) {
  std::vector<Case> calls;
  for (std::int64_t i = 0; i < count; ++i) calls.push_back(Call(i + 100));
  return calls;
}

bool Has(std::span<const Case> calls, std::int64_t argument) {
  return std::ranges::any_of(calls,
                             [&](const Case& one) { return one.steps == Call(argument).steps; });
}

TEST(ShortHistoryTest, AFewCallsThatMatterAreKept) {
  const auto shows = [](std::span<const Case> calls) { return Has(calls, 7003); };
  const auto prefix = ShortHistory(Different(7000), Call(0), shows, kBudget);
  ASSERT_EQ(prefix.size(), 1u);
  EXPECT_EQ(prefix[0].subject.steps, Call(7003).steps);
  EXPECT_EQ(prefix[0].times, 1u);
}

TEST(ShortHistoryTest, ANumberOfCallsIsOneCallAgainAndAgain) {
  const auto exactly = [](std::span<const Case> calls) { return calls.size() == 7000; };
  const auto prefix = ShortHistory(Different(7000), Call(0), exactly, kBudget);
  ASSERT_EQ(prefix.size(), 1u);
  EXPECT_EQ(prefix[0].subject.steps, Call(0).steps);
  EXPECT_EQ(prefix[0].times, 7000u);
}

TEST(ShortHistoryTest, TheLeastNumberIsFound) {
  const auto many = [](std::span<const Case> calls) { return calls.size() >= 1234; };
  const auto prefix = ShortHistory(Different(7000), Call(0), many, kBudget);
  ASSERT_EQ(prefix.size(), 1u);
  EXPECT_EQ(prefix[0].times, 1234u);
}

TEST(ShortHistoryTest, ACallAmongManyIsKeptInItsPlace) {
  const auto shows = [](std::span<const Case> calls) {
    return calls.size() == 3000 && calls[1999].steps == Call(2099).steps;
  };
  const auto prefix = ShortHistory(Different(3000), Call(0), shows, kBudget);
  ASSERT_EQ(prefix.size(), 3u);
  EXPECT_EQ(prefix[0].times, 1999u);
  EXPECT_EQ(prefix[1].subject.steps, Call(2099).steps);
  EXPECT_EQ(prefix[2].times, 1000u);
}

TEST(ShortHistoryTest, WhereAllOfThemMatterAllAreKept) {
  const auto shows = [](std::span<const Case> calls) {
    return calls.size() == 40 && Has(calls, 100) && Has(calls, 139) && !Has(calls, 0) &&
           std::ranges::adjacent_find(calls, [](const Case& one, const Case& next) {
             return one.steps == next.steps;
           }) == calls.end();
  };
  EXPECT_EQ(CountOf(ShortHistory(Different(40), Call(0), shows, kBudget)), 40u);
}

}  // namespace
}  // namespace lockstep
