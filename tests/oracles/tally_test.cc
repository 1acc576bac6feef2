#include "oracles/tally.h"

#include <gtest/gtest.h>

#include <memory>

#include "oracles/equivalence.h"
#include "oracles/runs.h"
#include "tests/support/trial_builder.h"

namespace lockstep {
namespace {

using namespace testing;  // NOLINT: the builders
using Kind = Cell::Kind;

Cell Undelivered(std::uint8_t more = 0) {
  Cell cell = Saw(Kind::kMissing);
  cell.flags = static_cast<std::uint8_t>(Cell::kNotDelivered | more);
  return cell;
}

Matrix MarkedMatrix(std::vector<Cell> native, std::vector<Cell> port,
                    std::vector<std::uint8_t> marks = {}) {
  auto batch = std::make_shared<Batch>();
  marks.resize(native.size());
  for (const std::uint8_t mark : marks) batch->End(mark);
  Matrix matrix =
      MatrixOf({ColumnOf(Base(kNative), std::move(native)), ColumnOf(Base(1), std::move(port))});
  matrix.batch = batch;
  return matrix;
}

Tally CountedIn(const Matrix& matrix) {
  return TallyOf(matrix, Pairs(matrix, NativeAndPort), BothTestify);
}

TEST(TallyTest, RowsThatOneSideSaysNothingOfAreOfferedAndNotCompared) {
  const Tally tally = CountedIn(
      MarkedMatrix({Saw(1), Saw(2), Saw(3)}, {Saw(1), Undelivered(), Saw(Kind::kMissing)}));
  EXPECT_EQ(tally.offered, 3U);
  EXPECT_EQ(tally.compared, 1U);
}

TEST(TallyTest, WhatThePortsSideAloneCannotMakeIsCounted) {
  const Matrix matrix = MarkedMatrix({Undelivered(), Saw(2)}, {Undelivered(), Undelivered()});
  EXPECT_EQ(CountedIn(matrix).unmade, 1U);
  ASSERT_TRUE(FirstUnmade(matrix));
  EXPECT_EQ(FirstUnmade(matrix)->row, 1U);
}

TEST(TallyTest, WhatAssumeLeavesOutIsNotOffered) {
  Cell left_out = Undelivered();
  left_out.kind = Kind::kLeftOut;
  const Matrix matrix = MarkedMatrix({left_out, Saw(2)}, {left_out, Saw(2)});
  EXPECT_EQ(CountedIn(matrix).offered, 1U);
  EXPECT_EQ(CountedIn(matrix).unmade, 0U);
}

TEST(TallyTest, WhatIsOutOfTheDomainIsNotCounted) {
  const Matrix matrix =
      MarkedMatrix({Saw(1), Saw(2)}, {Saw(1), Undelivered()}, {0, Batch::kOffDomain});
  EXPECT_EQ(CountedIn(matrix).offered, 1U);
  EXPECT_FALSE(FirstUnmade(matrix));
}

TEST(TallyTest, TwoOutcomesWithoutEncodingAreNotCompared) {
  EXPECT_EQ(CountedIn(MarkedMatrix({Saw(Kind::kUnencodable)}, {Saw(Kind::kUnencodable)})).compared,
            0U);
}

}  // namespace
}  // namespace lockstep
