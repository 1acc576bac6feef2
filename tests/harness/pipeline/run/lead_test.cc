#include "harness/pipeline/run/lead.h"

#include <gtest/gtest.h>

#include "tests/support/trial_builder.h"

namespace lockstep {
namespace {

using testing::CellOf;
using testing::ColumnOf;
using testing::MatrixOf;
using testing::Saw;

constexpr auto kRaised = Cell::Kind::kRaised;

Lead LeadFrom(const Cell& left, const Cell& right, std::uint8_t mark = 0) {
  auto batch = std::make_shared<Batch>();
  batch->Append({}, mark);
  Matrix matrix = MatrixOf({ColumnOf({}, {left}), ColumnOf({}, {right})});
  matrix.batch = batch;
  return LeadOf(2, 9, {0, 0, 1}, matrix, {5, 7});
}

TEST(LeadTest, KnowsItsPlaceAndTheSettingsOfItsColumns) {
  const Lead lead = LeadFrom(Saw(1), Saw(2));
  EXPECT_EQ(lead.oracle, 2U);
  EXPECT_EQ(lead.batch, 9U);
  EXPECT_EQ(lead.row, 0U);
  EXPECT_EQ(lead.left, 5U);
  EXPECT_EQ(lead.right, 7U);
}

TEST(LeadTest, OfADeathOrOfACaseOffTheDomainTheCellsTellAll) {
  EXPECT_FALSE(LeadFrom(Saw(1), Saw(2)).Brief());
  EXPECT_FALSE(LeadFrom(Saw(1), Saw(kRaised)).Brief());
  EXPECT_TRUE(LeadFrom(Saw(1), Saw(Cell::Kind::kDied)).Brief());
  EXPECT_TRUE(LeadFrom(Saw(1), Saw(Cell::Kind::kUnencodable)).Brief());
  EXPECT_TRUE(LeadFrom(Saw(1), Saw(2), Batch::kOffDomain).Brief());
}

TEST(LeadTest, DiffersInWordsAloneWhereBothRaiseWhatComparesTheSame) {
  EXPECT_TRUE(LeadFrom(CellOf(1, 9, 0, kRaised), CellOf(2, 9, 0, kRaised)).in_words);
  EXPECT_FALSE(LeadFrom(CellOf(1, 8, 0, kRaised), CellOf(2, 9, 0, kRaised)).in_words);
  EXPECT_FALSE(LeadFrom(CellOf(1, 9, 1, kRaised), CellOf(2, 9, 2, kRaised)).in_words);
  EXPECT_FALSE(LeadFrom(CellOf(1, 9), CellOf(2, 9)).in_words);
}

}  // namespace
}  // namespace lockstep
