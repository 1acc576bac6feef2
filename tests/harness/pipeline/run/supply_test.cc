#include "harness/pipeline/run/supply.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/wire/value_codec.h"
#include "oracles/registry.h"
#include "tests/support/pair_of_functions.h"

namespace lockstep {
namespace {

using testing::CallWith;
using testing::PortOfInt;

constexpr std::uint64_t kSeed = 7;

Supply SupplyOf(std::uint64_t cases, const std::vector<Case>& given = {}) {
  Port port = PortOfInt();
  Plan plan = MakePlan(port, StandardOracles(port), cases, 0);
  return Supply(std::move(port), {}, kSeed, std::move(plan), given);
}

std::vector<std::vector<std::uint8_t>> Encoded(const std::vector<Case>& cases) {
  std::vector<std::vector<std::uint8_t>> encoded;
  for (const Case& one : cases) encoded.push_back(wire::Encode(one));
  return encoded;
}

std::size_t SizeOf(const Batches& batches) {
  std::size_t size = 0;
  for (const auto& batch : batches) size += batch->size();
  return size;
}

lockstep::Run Shuffled() {
  lockstep::Run run;
  run.order = 5;
  return run;
}

TEST(SupplyTest, AUnitIsTheSameWheneverItIsAskedFor) {
  const Supply supply = SupplyOf(5000);
  EXPECT_EQ(Encoded(supply.CallsOf(0)), Encoded(supply.CallsOf(0)));
  EXPECT_EQ(SizeOf(supply.OfUnit(0)), supply.plan().CasesOf(0));
}

TEST(SupplyTest, TheFirstOfAUnitBeginItAndAreNoMoreThanItHas) {
  const Supply supply = SupplyOf(5000);
  const auto all = supply.OfUnit(0), some = supply.FirstOf(0, 100);
  ASSERT_EQ(SizeOf(some), 100U);
  for (std::size_t row = 0; row < 100; ++row)
    EXPECT_TRUE(std::ranges::equal((*some[0])[row], (*all[0])[row])) << row;
  EXPECT_EQ(SizeOf(supply.FirstOf(0, 1U << 30)), SizeOf(all));
}

TEST(SupplyTest, WhatIsGivenIsAUnitOfItsOwn) {
  const std::vector<Case> given = {CallWith(1), CallWith(2)};
  const Supply supply = SupplyOf(100, given);
  EXPECT_TRUE(supply.has_given());
  EXPECT_EQ(Encoded(supply.CallsOf(Supply::kGivenUnit)), Encoded(given));
  EXPECT_FALSE(SupplyOf(100).has_given());
}

TEST(SupplyTest, TheCallsBeforeARowEndWithTheOneBeforeIt) {
  const Supply supply = SupplyOf(5000);
  const auto all = Encoded(supply.CallsOf(0));
  const auto before = Encoded(supply.CallsBefore(0, 1, 3, lockstep::Run()));
  const std::size_t first = supply.OfUnit(0)[0]->size();
  ASSERT_EQ(before.size(), first + 3);
  EXPECT_TRUE(std::equal(before.begin(), before.end(), all.begin()));
}

TEST(SupplyTest, AnotherOrderHasOtherCallsBeforeARow) {
  const Supply supply = SupplyOf(5000);
  const auto row = wire::Encode(supply.CallsOf(0)[3]);
  const auto before = Encoded(supply.CallsBefore(0, 0, 3, Shuffled()));
  EXPECT_EQ(std::ranges::count(before, row), 0);
  EXPECT_NE(before, Encoded(supply.CallsBefore(0, 0, 3, lockstep::Run())));
}

}  // namespace
}  // namespace lockstep
