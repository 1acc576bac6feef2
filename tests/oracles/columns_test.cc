#include "oracles/columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "oracles/runs.h"
#include "tests/support/trial_builder.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace testing;  // NOLINT: the builders
using Kind = Cell::Kind;

Matrix BothColumns(std::vector<Cell> native, std::vector<Cell> port, lockstep::Run run = Base(1)) {
  return MatrixOf({ColumnOf(Base(kNative), std::move(native)), ColumnOf(run, std::move(port))});
}

Cell NotDelivered() {
  Cell cell = Saw(Kind::kMissing);
  cell.flags = Cell::kNotDelivered;
  return cell;
}

TEST(ColumnsTest, ARowThatNobodyRanWasGivenUp) {
  EXPECT_FALSE(GaveUp(BothColumns({Saw(1), Saw(Kind::kDied)}, {Saw(1), Saw(Kind::kTimedOut)})));
  EXPECT_TRUE(GaveUp(BothColumns({Saw(1), Saw(Kind::kMissing)}, {Saw(1), Saw(2)})));
  EXPECT_TRUE(GaveUp(BothColumns({Saw(1), Saw(2)}, {Saw(1), Saw(Kind::kMissing)})));
}

TEST(ColumnsTest, WhatNeedNotRunWasNotGivenUp) {
  EXPECT_FALSE(GaveUp(BothColumns({Saw(Kind::kTimedOut)}, {Saw(Kind::kMissing)})));
  EXPECT_FALSE(GaveUp(BothColumns({Saw(1)}, {NotDelivered()})));
  EXPECT_FALSE(GaveUp(BothColumns({Saw(1)}, {}))) << "a column that sat the batch out";
  lockstep::Run shuffled = Base(1);
  shuffled.order = 7;
  EXPECT_FALSE(GaveUp(BothColumns({Saw(1)}, {Saw(Kind::kMissing)}, shuffled)));
}

TEST(ColumnsTest, ARowThatNobodyEndedIsWithoutEnd) {
  const auto rows = [](std::vector<Cell> native, std::vector<Cell> port) {
    auto batch = std::make_shared<Batch>();
    for (std::size_t row = 0; row < native.size(); ++row)
      batch->End(row == 3 ? Batch::kOffDomain : 0);
    Matrix matrix = BothColumns(std::move(native), std::move(port));
    matrix.batch = batch;
    return RowsWithoutEnd(matrix);
  };
  const Cell endless = Saw(Kind::kTimedOut), unrun = Saw(Kind::kMissing);
  EXPECT_THAT(rows({Saw(1), endless, endless, endless}, {Saw(1), unrun, endless, endless}),
              ElementsAre(1, 2))
      << "the last one is off the domain";
  EXPECT_THAT(rows({Saw(1), endless}, {endless, Saw(1)}), IsEmpty()) << "one of them did";
  EXPECT_THAT(rows({endless}, {}), ElementsAre(0)) << "a column that sat the batch out";
  EXPECT_THAT(rows({unrun}, {NotDelivered()}), IsEmpty());
}

}  // namespace
}  // namespace lockstep
