#include "harness/worker/in_flight_batch.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace lockstep::worker {
namespace {

std::shared_ptr<const Batch> RowsOnly(std::size_t rows) {
  auto batch = std::make_shared<Batch>();
  for (std::size_t row = 0; row < rows; ++row) batch->End();
  return batch;
}

std::vector<std::uint8_t> AnswerTo(const Range& range) {
  std::vector<std::uint8_t> payload(12 + range.count * sizeof(Cell));
  const std::uint32_t head[] = {range.ticket, range.first, range.count};
  std::copy_n(reinterpret_cast<const std::uint8_t*>(head), sizeof head, payload.begin());
  return payload;
}

// Flies to the end over a worker in which these rows are fatal; says how many processes it took.
// `named`: whether the mark names the row.
std::size_t Fly(InFlightBatch& flight, const std::set<std::uint32_t>& fatal, bool named) {
  std::size_t processes = 1;
  while (!flight.Done()) {
    const Range range = flight.TakeWaiting();
    const auto killer = fatal.lower_bound(range.first);
    if (killer == fatal.end() || !range.Contains(*killer)) {
      RC_ASSERT(flight.Answer(range, AnswerTo(range)));
      if (flight.care() == InFlightBatch::Care::kAlone) ++processes;
      continue;
    }
    ++processes;
    flight.PutBack(range);
    if (named || range.count == 1)
      flight.Blame(*killer, Cell::Kind::kDied, 1);
    else
      flight.TakeMoreCare(false);
  }
  return processes;
}

RC_GTEST_PROP(InFlightBatchTest, EveryRowIsAnsweredAndTheFatalOnesAreBlamed, (bool named)) {
  const auto fatal = *rc::gen::container<std::set<std::uint32_t>>(rc::gen::inRange(0U, 100U));
  InFlightBatch flight(3, RowsOnly(100), false);
  Fly(flight, fatal, named);
  const Column column = flight.TakeColumn({});
  for (std::uint32_t row = 0; row < 100; ++row)
    RC_ASSERT((column.cells[row].kind == Cell::Kind::kDied) == fatal.contains(row));
}

TEST(InFlightBatchTest, ARowThatIsSkippedIsMissingAndNoOther) {
  InFlightBatch flight(0, RowsOnly(3), false);
  flight.Skip(1);
  while (flight.HasWaiting()) {
    const Range range = flight.TakeWaiting();
    ASSERT_TRUE(flight.Answer(range, AnswerTo(range)));
    flight.Skip(range.first);  // answered already
  }
  EXPECT_TRUE(flight.Done());
  const Column column = flight.TakeColumn({});
  for (std::size_t row = 0; row < 3; ++row)
    EXPECT_EQ(column.cells[row].kind == Cell::Kind::kMissing, row == 1) << row;
}

TEST(InFlightBatchTest, TheFirstBatchOfAProcessIsSentInRangesThatGrow) {
  InFlightBatch first(0, RowsOnly(1024), false), second(1, RowsOnly(1024), false);
  EXPECT_EQ(first.TakeWaiting(), (Range{0, 0, 4}));
  EXPECT_EQ(first.TakeWaiting(), (Range{0, 4, 4}));
  EXPECT_EQ(first.TakeWaiting(), (Range{0, 8, 8}));
  EXPECT_EQ(second.TakeWaiting(), (Range{1, 0, 1024}));
}

TEST(InFlightBatchTest, WhatStillWaitsWhenTimeIsOverIsNotRun) {
  InFlightBatch flight(0, RowsOnly(10), false);
  const Range sent = flight.TakeWaiting();
  flight.Halt();
  EXPECT_FALSE(flight.Done());
  ASSERT_TRUE(flight.Answer(sent, AnswerTo(sent)));
  EXPECT_TRUE(flight.Done());
  const Column column = flight.TakeColumn({});
  EXPECT_TRUE(column.halted);
  for (std::uint32_t row = 0; row < 10; ++row)
    EXPECT_EQ(column.cells[row].Has(Cell::kNotRun), !sent.Contains(row)) << row;
}

TEST(InFlightBatchTest, ARowThatIsNotNamedIsFoundByHalves) {
  InFlightBatch flight(0, RowsOnly(256), false);
  EXPECT_LE(Fly(flight, {77}, false), 20U);
}

TEST(InFlightBatchTest, RangesShrinkWhenManyRowsAreFatal) {
  InFlightBatch flight(0, RowsOnly(256), false);
  for (std::uint32_t row = 0; row < 5; ++row) {
    flight.PutBack(flight.TakeWaiting());
    flight.Blame(row, Cell::Kind::kDied, 1);
  }
  EXPECT_LE(flight.TakeWaiting().count, 8U);
}

TEST(InFlightBatchTest, ASuspectGoesFirstAndAlone) {
  InFlightBatch flight(0, RowsOnly(10), false);
  flight.PutBack(flight.TakeWaiting());
  EXPECT_FALSE(flight.SuspectAgain(4));
  EXPECT_EQ(flight.TakeWaiting(), (Range{0, 4, 1}));
  EXPECT_TRUE(flight.SuspectAgain(4));
}

TEST(InFlightBatchTest, GivingUpLeavesTheRestMissing) {
  InFlightBatch flight(0, RowsOnly(4), false);
  flight.PutBack(flight.TakeWaiting());
  flight.Blame(1, Cell::Kind::kTimedOut, 5000);
  EXPECT_TRUE(flight.Exhausted());
  flight.GiveUp();
  EXPECT_TRUE(flight.Done());
  const Column column = flight.TakeColumn({});
  EXPECT_EQ(column.cells[1].kind, Cell::Kind::kTimedOut);
  EXPECT_EQ(column.cells[2].kind, Cell::Kind::kMissing);
}

}  // namespace
}  // namespace lockstep::worker
