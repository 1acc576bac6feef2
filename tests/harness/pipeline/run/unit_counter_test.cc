#include "harness/pipeline/run/unit_counter.h"

#include <gtest/gtest.h>

#include "tests/support/pair_of_functions.h"
#include "tests/support/trial_builder.h"

namespace lockstep {
namespace {

using testing::ColumnOf;
using testing::MatrixOf;
using testing::PortOfInt;
using testing::Saw;

lockstep::Run OfPort() {
  lockstep::Run run;
  run.implementation = 1;
  return run;
}

Cell Took(std::uint32_t ticks) {
  Cell cell = Saw(1);
  cell.ticks = ticks;
  return cell;
}

class UnitCounterTest : public ::testing::Test {
 protected:
  UnitResult Counted(std::vector<Cell> native, std::vector<Cell> other,
                     const std::vector<std::size_t>& not_run = {}) {
    auto batch = std::make_shared<Batch>();
    for (std::size_t row = 0; row < native.size(); ++row)
      batch->Append({}, row == 0 ? Batch::kOffDomain : 0);
    Matrix matrix =
        MatrixOf({ColumnOf({}, std::move(native)), ColumnOf(OfPort(), std::move(other))});
    matrix.batch = batch;
    UnitResult result;
    counter_.Take(matrix, matrix.columns.size(), not_run, result);
    return result;
  }

  Port port_ = PortOfInt();
  Oracles oracles_ = StandardOracles(port_);
  UnitCounter counter_{port_.contract, oracles_};
};

TEST_F(UnitCounterTest, ALawIsCheckedOnRowsOfTheDomainThatBothSidesTestifyTo) {
  const auto result =
      Counted({Saw(1), Saw(1), Saw(1)}, {Saw(1), Saw(1), Saw(1, Cell::kNotDelivered)});
  EXPECT_EQ(result.cases, 3U);
  EXPECT_EQ(result.off_domain, 1U);
  EXPECT_EQ(result.observations, 6U);
  EXPECT_EQ(result.undelivered, 1U);
  EXPECT_EQ(result.laws.at("value").offered, 2U);
  EXPECT_EQ(result.laws.at("value").checked, 1U);
}

TEST_F(UnitCounterTest, TimeIsOfWhoTookIt) {
  const auto result = Counted({Took(3), Took(4)}, {Took(10), Took(20)});
  EXPECT_EQ(result.ticks_native, 7U);
  EXPECT_EQ(result.ticks_port, 30U);
}

TEST_F(UnitCounterTest, WhatWasNotRunIsNoCaseAndNoObservation) {
  const auto result =
      Counted({Saw(1), Saw(1)}, {Saw(1), Saw(1, Cell::kNotRun)}, std::vector<std::size_t>{1});
  EXPECT_EQ(result.cases, 1U);
  EXPECT_EQ(result.observations, 3U);
}

TEST_F(UnitCounterTest, WhetherACallRanOutOfTimeIsKnownOfTheLastBatchAlone) {
  Counted({Saw(Cell::Kind::kTimedOut)}, {Saw(1)});
  EXPECT_TRUE(counter_.ran_out());
  Counted({Saw(1)}, {Saw(1)});
  EXPECT_FALSE(counter_.ran_out());
}

}  // namespace
}  // namespace lockstep
