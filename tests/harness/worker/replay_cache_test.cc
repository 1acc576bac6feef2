#include "harness/worker/replay_cache.h"

#include <gtest/gtest.h>

#include "tests/support/fake_workers.h"

namespace lockstep::worker {
namespace {

constexpr std::size_t kCaseCount = 4;

// What the fake answers with: the bytes of the case, and no effects.
std::vector<Cell> FakeCells() {
  std::vector<Cell> cells(kCaseCount);
  for (std::size_t row = 0; row < kCaseCount; ++row) {
    cells[row].exact.bytes[0] = static_cast<std::uint8_t>(row);
    cells[row].exact.bytes[1] = 0xEE;
    cells[row].kind = Cell::Kind::kReturned;
  }
  return cells;
}

class ReplayCacheTest : public ::testing::Test {
 protected:
  void Script(const std::string& script) {
    workers_ = std::make_unique<testing::FakeWorkers>(script);
  }
  void SetUp() override { Script("fake:"); }
  void Keep(const std::vector<Cell>& cells) {
    cache_.Keep(0, testing::FakeCases(cells.size()), cells);
  }
  // How many processes that took.
  std::uint64_t ToRecall(std::uint32_t row, bool recalled = true) {
    const auto before = workers_->begun();
    const auto observation = cache_.Recall(0, row);
    EXPECT_EQ(observation.has_value(), recalled) << row;
    if (observation) {
      EXPECT_EQ(observation->outcome, Outcome(Returned{Value::Int(row)}));
    }
    return workers_->begun() - before;
  }

  std::unique_ptr<testing::FakeWorkers> workers_;
  ReplayCache cache_{false, [this] { return workers_->Begin(); }};
};

TEST_F(ReplayCacheTest, OneProcessGivesAgainWhatComesToTheSame) {
  Keep(FakeCells());
  EXPECT_EQ(ToRecall(2), 1U);
  EXPECT_EQ(ToRecall(0), 0U);
  EXPECT_EQ(ToRecall(2), 0U);
}

TEST_F(ReplayCacheTest, NothingIsBegunForWhatWasNotKept) {
  EXPECT_EQ(ToRecall(0, false), 0U);
  Keep(FakeCells());
  EXPECT_FALSE(cache_.Recall(1, 0)) << "another ticket";
  EXPECT_FALSE(cache_.Recall(0, kSecond + 1)) << "what it gave the second time";
  EXPECT_EQ(workers_->begun(), 0U);
}

TEST_F(ReplayCacheTest, WhatComesToSomethingElseIsNotGiven) {
  auto cells = FakeCells();
  cells[0].exact.bytes[0] = 7;
  cells[1].effects.bytes[0] = 7;
  cells[2].kind = Cell::Kind::kRaised;
  Keep(cells);
  EXPECT_EQ(ToRecall(0, false), 1U);
  EXPECT_EQ(ToRecall(1, false), 1U);
  EXPECT_EQ(ToRecall(2, false), 1U);
  EXPECT_EQ(ToRecall(3), 1U) << "with a process that has answered otherwise nothing is done again";
}

TEST_F(ReplayCacheTest, WhereOneOfManyComesToSomethingElseAFreshProcessIsAsked) {
  Script("fake:count@0,count@1");  // which call of its process it is
  auto cells = FakeCells();
  cells[0].exact.bytes[0] = cells[1].exact.bytes[0] = 1;
  Keep(cells);
  EXPECT_EQ(ToRecall(0), 1U);
  EXPECT_EQ(ToRecall(1), 1U) << "in the first it was the second call";
  EXPECT_EQ(ToRecall(2), 0U);
}

TEST_F(ReplayCacheTest, WhatWasSeenInAnotherHistoryIsGoneOnceAFreshProcessDiffersToo) {
  Script("fake:count@0");
  auto cells = FakeCells();
  cells[0].exact.bytes[0] = 9;
  Keep(cells);
  EXPECT_EQ(ToRecall(1), 1U);
  EXPECT_EQ(ToRecall(0, false), 1U);
}

TEST_F(ReplayCacheTest, AProcessThatDiesOrAnswersGarbageGivesNothing) {
  Script("fake:die@0,miscount@1,chatter@2");
  Keep(FakeCells());
  for (const std::uint32_t row : {0U, 1U, 2U}) EXPECT_EQ(ToRecall(row, false), 1U);
  EXPECT_EQ(ToRecall(3), 1U);
}

TEST_F(ReplayCacheTest, WhereThereCanBeNoProcessThereIsNothing) {
  ReplayCache cache(false, [] { return nullptr; });
  cache.Keep(0, testing::FakeCases(kCaseCount), FakeCells());
  EXPECT_FALSE(cache.Recall(0, 1));
}

TEST_F(ReplayCacheTest, AfterItWasClosedItBeginsAnew) {
  Keep(FakeCells());
  EXPECT_EQ(ToRecall(1), 1U);
  cache_.Close();
  EXPECT_EQ(ToRecall(1), 1U);
}

}  // namespace
}  // namespace lockstep::worker
