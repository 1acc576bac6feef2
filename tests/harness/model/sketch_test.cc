#include "harness/model/sketch.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace lockstep {
namespace {

std::vector<std::uint64_t> Digests(std::size_t count) {
  std::mt19937_64 source(7);
  std::vector<std::uint64_t> digests(count);
  for (auto& digest : digests) digest = source();
  return digests;
}

TEST(SketchTest, DigestsAreCountedOnce) {
  Sketch sketch;
  for (int again = 0; again < 3; ++again)
    for (const auto digest : Digests(1000)) sketch.Add(digest);
  EXPECT_EQ(sketch.size(), 1000U);
  EXPECT_FALSE(sketch.full());
}

TEST(SketchTest, BeyondItsLimitThereAreMoreThanThose) {
  Sketch sketch;
  for (const auto digest : Digests(100000)) sketch.Add(digest);
  EXPECT_EQ(sketch.size(), Sketch::kMost);
  EXPECT_TRUE(sketch.full());
}

TEST(SketchTest, WhatItHoldsDoesNotDependOnTheOrder) {
  const auto digests = Digests(20000);
  Sketch forwards, backwards, halves[2];
  for (std::size_t i = 0; i < digests.size(); ++i) {
    forwards.Add(digests[i]);
    backwards.Add(digests[digests.size() - 1 - i]);
    halves[i % 2].Add(digests[i]);
  }
  halves[0].Add(halves[1]);
  backwards.Add(forwards);
  halves[0].Add(forwards);
  EXPECT_EQ(backwards.size(), Sketch::kMost);
  EXPECT_EQ(halves[0].size(), Sketch::kMost);
}

}  // namespace
}  // namespace lockstep
