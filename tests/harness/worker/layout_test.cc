#include "harness/worker/layout.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <set>

namespace lockstep::worker {
namespace {

TEST(LayoutTest, TheFirstOneIsTheInterpretersOwn) {
  EXPECT_FALSE(StackLimitOf(0));
  EXPECT_EQ(AllocatorOf(0), "");
}

TEST(LayoutTest, EveryOtherOneMapsMemoryElsewhere) {
  rlimit own{};
  getrlimit(RLIMIT_STACK, &own);
  if (own.rlim_cur == RLIM_INFINITY) GTEST_SKIP() << "no limit: nothing to move";
  std::set<std::uint64_t> places;
  for (std::uint32_t layout = 1; layout <= 16; ++layout) {
    const auto limit = StackLimitOf(layout);
    ASSERT_TRUE(limit);
    EXPECT_EQ(limit->usual, own.rlim_cur);
    EXPECT_EQ(limit->first % 4096, 0u);
    places.insert(limit->first);
  }
  EXPECT_EQ(places.size(), 16u);
}

TEST(LayoutTest, EverySecondOneHasAnotherAllocator) {
  EXPECT_EQ(AllocatorOf(1), "");
  EXPECT_EQ(AllocatorOf(2), "malloc");
  EXPECT_EQ(AllocatorOf(3), "");
}

}  // namespace
}  // namespace lockstep::worker
