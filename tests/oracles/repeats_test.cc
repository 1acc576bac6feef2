#include "oracles/repeats.h"

#include <gtest/gtest.h>

#include "tests/support/trial_builder.h"

namespace lockstep {
namespace {

using namespace testing;  // NOLINT: the builders
using Kind = Cell::Kind;

TEST(RepeatsTest, AnotherOutcomeDiffers) {
  EXPECT_TRUE(OutcomesDiffer(Saw(1), Saw(2), {}));
  EXPECT_TRUE(OutcomesDiffer(Saw(1), Saw(Kind::kTimedOut), {}));
  EXPECT_FALSE(OutcomesDiffer(Saw(1), Saw(1), {}));
}

TEST(RepeatsTest, WhatWasNotRunOrNotEncodedDiffersFromNothing) {
  EXPECT_FALSE(OutcomesDiffer(Saw(1), Saw(Kind::kMissing), {}));
  EXPECT_FALSE(OutcomesDiffer(Saw(Kind::kMissing), Saw(Kind::kDied), {}));
  EXPECT_FALSE(OutcomesDiffer(Saw(1), Saw(2, Cell::kNotDelivered), {}));
  EXPECT_FALSE(OutcomesDiffer(Saw(Kind::kUnencodable), Saw(Kind::kUnencodable), {}));
  EXPECT_TRUE(OutcomesDiffer(Saw(1), Saw(Kind::kUnencodable), {}));
}

}  // namespace
}  // namespace lockstep
