#include "harness/worker/mark.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <array>
#include <cstring>

namespace lockstep::worker {
namespace {

void Write(const MarkMemory& memory, std::uint32_t ticket, std::uint32_t row, std::uint32_t phase,
           std::uint32_t check) {
  const std::array<std::uint32_t, 6> words{ticket, row, phase, check, 5, 0};
  ASSERT_EQ(pwrite(memory.number(), words.data(), sizeof words, 0), 24);
}

TEST(MarkTest, NamesTheCaseInProgress) {
  const auto memory = MarkMemory::Make();
  ASSERT_TRUE(memory);
  EXPECT_EQ(memory->Read(), std::nullopt);  // nothing written yet
  Write(*memory, 3, 17, 2, 3 ^ 17 ^ 2 ^ 0x4C53544B);
  EXPECT_EQ(memory->Read(), (Mark{3, 17, Mark::Phase::kCalling, 5}));
  EXPECT_TRUE(memory->Read()->InCase());
  Write(*memory, 3, 17, 4, 3 ^ 17 ^ 4 ^ 0x4C53544B);
  EXPECT_FALSE(memory->Read()->InCase());
}

TEST(MarkTest, IsNotBelievedWhenItsCheckIsWrong) {
  const auto memory = MarkMemory::Make();
  Write(*memory, 3, 17, 2, 3 ^ 17 ^ 2);
  EXPECT_EQ(memory->Read(), std::nullopt);
  Write(*memory, 3, 17, 77, 3 ^ 17 ^ 77 ^ 0x4C53544B);
  EXPECT_EQ(memory->Read(), std::nullopt);
}

TEST(MarkTest, HoldsTheGuardsReason) {
  const auto memory = MarkMemory::Make();
  EXPECT_EQ(memory->Reason(), "");
  ASSERT_EQ(pwrite(memory->number(), "its descriptor was closed", 25, 24), 25);
  EXPECT_EQ(memory->Reason(), "its descriptor was closed");
}

TEST(MarkTest, CannotBeTakenFromTheReader) {
  const auto memory = MarkMemory::Make();
  EXPECT_NE(ftruncate(memory->number(), 0), 0);
  EXPECT_NE(ftruncate(memory->number(), 1 << 20), 0);
}

}  // namespace
}  // namespace lockstep::worker
