#include "harness/wire/digest.h"

#include <gtest/gtest.h>

#include <vector>

namespace lockstep::wire {
namespace {

// The library itself, called from elsewhere.
TEST(DigestTest, IsXxh3OfTheBytesInCanonicalForm) {
  EXPECT_EQ(ToHex(DigestOf({})), "99aa06d3014798d86001c324468d497f");
  const std::vector<std::uint8_t> letter = {'a'};
  EXPECT_EQ(ToHex(DigestOf(letter)), "a96faf705af16834e6c632b61e964e1f");
  std::vector<std::uint8_t> long_one(100000);
  for (std::size_t i = 0; i < long_one.size(); ++i)
    long_one[i] = static_cast<std::uint8_t>(i % 251);
  EXPECT_EQ(ToHex(DigestOf(long_one)), "54182c58bbb1337c42c23aeead96750d");
}

TEST(DigestTest, OfNothingIsNotAllZeroes) {  // zeroes say "no effects"
  EXPECT_NE(DigestOf({}), Digest{});
}

}  // namespace
}  // namespace lockstep::wire
