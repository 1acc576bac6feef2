#include "harness/worker/payload.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstring>

#include "harness/wire/value_codec.h"

namespace lockstep::worker {
namespace {

using PayloadBytes = std::vector<std::uint8_t>;

void Put(PayloadBytes& out, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8)
    out.push_back(static_cast<std::uint8_t>(number >> shift));
}

PayloadBytes ColumnOf(const Range& range, std::uint8_t kind = 0) {
  PayloadBytes payload;
  for (const auto number : {range.ticket, range.first, range.count}) Put(payload, number);
  for (std::uint32_t i = 0; i < range.count; ++i) {
    PayloadBytes cell(56, static_cast<std::uint8_t>(i + 1));
    cell[48] = kind, cell[49] = 0xff;
    payload.insert(payload.end(), cell.begin(), cell.end());
  }
  return payload;
}

TEST(PayloadTest, ABatchTravelsWithOffsetsFromItsOwnStart) {
  Batch batch;
  for (const auto& text : {"abc", "d", "ef"})
    batch.Append(PayloadBytes(text, text + std::strlen(text)));
  const PayloadBytes payload = BatchPayload(batch, {9, 1, 2});
  PayloadBytes expected;
  for (const std::uint32_t number : {9U, 1U, 2U, 0U, 1U, 3U}) Put(expected, number);
  for (const char c : {'d', 'e', 'f'}) expected.push_back(static_cast<std::uint8_t>(c));
  EXPECT_EQ(payload, expected);
}

TEST(PayloadTest, ACellIsWhatTheWorkerSaidWithItsOwnFlagsOnly) {
  const Range range{3, 7, 2};
  std::vector<Cell> cells(2);
  Slices slices;
  ASSERT_TRUE(TakeColumn(ColumnOf(range), range, false, cells.data(), slices));
  EXPECT_EQ(cells[0].exact.bytes[0], 1);
  EXPECT_EQ(cells[1].effects.bytes[15], 2);
  EXPECT_EQ(cells[1].ticks, 0x02020202U);
  EXPECT_TRUE(cells[0].Has(Cell::kBytesKept));
  EXPECT_FALSE(cells[0].Has(Cell::kRestarted));
}

TEST(PayloadTest, AnAnswerToAnotherQuestionIsRefused) {
  const Range range{3, 7, 2};
  std::vector<Cell> cells(2);
  Slices slices;
  for (const Range& other : {Range{4, 7, 2}, Range{3, 8, 2}, Range{3, 7, 1}, Range{3, 7, 3}})
    EXPECT_FALSE(TakeColumn(ColumnOf(other), range, false, cells.data(), slices));
  for (const std::uint8_t kind : {2, 3, 7, 255})  // a worker cannot say that it died
    EXPECT_FALSE(TakeColumn(ColumnOf(range, kind), range, false, cells.data(), slices));
  EXPECT_FALSE(TakeColumn(ColumnOf(range), range, true, cells.data(), slices));  // no values
}

RC_GTEST_PROP(PayloadTest, ValuesLieInsideThePayloadOrAreRefused, (const PayloadBytes& tail)) {
  const Range range{1, 0, 3};
  PayloadBytes payload = ColumnOf(range);
  payload.insert(payload.end(), tail.begin(), tail.end());
  std::vector<Cell> cells(3);
  Slices slices;
  if (!TakeColumn(payload, range, true, cells.data(), slices)) return;
  RC_ASSERT(slices.size() == 3U);
  for (const auto& [begin, end] : slices) RC_ASSERT(begin <= end && end <= payload.size());
}

TEST(PayloadTest, ValuesAreFoundByTheirOffsets) {
  const Range range{1, 0, 2};
  PayloadBytes payload = ColumnOf(range);
  for (const std::uint32_t offset : {0U, 1U, 3U}) Put(payload, offset);
  const std::size_t items = payload.size();
  payload.insert(payload.end(), {7, 8, 9});
  std::vector<Cell> cells(2);
  Slices slices;
  ASSERT_TRUE(TakeColumn(payload, range, true, cells.data(), slices));
  EXPECT_EQ(slices[0].first, items);
  EXPECT_EQ(slices[1], (std::pair<std::uint32_t, std::uint32_t>(items + 1, items + 3)));
  payload.push_back(0);  // one byte too many
  slices.clear();
  EXPECT_FALSE(TakeColumn(payload, range, true, cells.data(), slices));
}

TEST(PayloadTest, AProjectedItemStandsBehindTheEffects) {
  PayloadBytes payload(9, 0);
  for (const std::uint8_t byte : {0x01, 0xf6}) payload.push_back(byte);  // 1, without effects
  const auto plain = TakeObservation(payload, 0, 0);
  ASSERT_TRUE(plain);
  EXPECT_FALSE(plain->projected);
  payload.push_back(0x02);
  const auto projected = TakeObservation(payload, 0, 0);
  ASSERT_TRUE(projected && projected->projected);
  EXPECT_EQ(projected->outcome, Outcome(Returned{Value::Int(1)}));
  EXPECT_EQ(*projected->projected, Outcome(Returned{Value::Int(2)}));
  payload.push_back(0x03);
  EXPECT_FALSE(TakeObservation(payload, 0, 0));
}

RC_GTEST_PROP(PayloadTest, AnyBytesMayCallThemselvesAnObservation, (PayloadBytes payload)) {
  TakeObservation(payload, 0, 0);
  payload.insert(payload.begin(), 9, 0);
  TakeObservation(payload, 0, 0);
}

TEST(PayloadTest, TheOrderIsAPermutationOfItsOwnSeed) {
  EXPECT_EQ(CallOrder({5, 10, 20}, 0).front(), 10U);
  std::vector<std::uint32_t> seen;
  for (std::uint64_t seed = 1; seed < 50; ++seed) {
    const auto first = CallOrder({5, 10, 20}, seed).front();
    EXPECT_TRUE(first >= 10 && first < 30);
    seen.push_back(first);
  }
  std::sort(seen.begin(), seen.end());
  EXPECT_GT(std::unique(seen.begin(), seen.end()) - seen.begin(), 10);
}

}  // namespace
}  // namespace lockstep::worker
