// Code under test can say anything: no bytes may crash the decoder, make it run on, or make it
// allocate out of proportion. Under asan and ubsan this is where they bite.
#include <gtest/gtest.h>

#include <random>

#include "harness/wire/value_codec.h"
#include "tests/support/value_gen.h"

namespace lockstep::wire {
namespace {

using Bytes = std::vector<std::uint8_t>;

class Mutator {
 public:
  // One to four small wounds; heads and tags that mean something are favoured.
  void Wound(Bytes& bytes, const Bytes& other) {
    for (std::size_t wounds = 1 + Below(4); wounds > 0 && !bytes.empty(); --wounds) {
      const auto at = bytes.begin() + static_cast<std::ptrdiff_t>(Below(bytes.size()));
      switch (Below(6)) {
        case 0:
          *at ^= static_cast<std::uint8_t>(1U << Below(8));
          break;
        case 1:
          *at = static_cast<std::uint8_t>(Below(256));
          break;
        case 2:
          bytes.erase(at);
          break;
        case 3:
          bytes.insert(at, kHeads[Below(std::size(kHeads))]);
          break;
        case 4:
          bytes.erase(at, bytes.end());
          break;
        default:
          bytes.insert(at, other.begin(), other.end());
          break;
      }
    }
  }
  std::size_t Below(std::size_t limit) { return static_cast<std::size_t>(engine_()) % limit; }

 private:
  static constexpr std::uint8_t kHeads[] = {0x80, 0x81, 0x9b, 0x5b, 0x7f, 0xa1, 0xc2, 0xd8, 0xd9,
                                            0x4c, 0x1c, 0x1d, 0x0e, 0xf6, 0xfb, 0xff, 0x00, 0x60};
  std::mt19937_64 engine_{20240229};
};

std::vector<Bytes> Seeds() {
  const auto gen = tests::AnyValue();
  const rc::Random root(7);
  rc::Random random(root);
  std::vector<Bytes> seeds;
  for (int i = 0; i < 500; ++i) seeds.push_back(Encode(gen(random.split(), i % 50).value()));
  return seeds;
}

TEST(HostileBytesTest, WhatIsAcceptedEncodesToTheSameBytes) {
  const std::vector<Bytes> seeds = Seeds();
  Mutator mutator;
  std::size_t accepted = 0;
  for (int i = 0; i < 200000; ++i) {
    Bytes bytes = seeds[mutator.Below(seeds.size())];
    mutator.Wound(bytes, seeds[mutator.Below(seeds.size())]);
    const auto value = Decode(bytes);
    if (!value) {
      ASSERT_FALSE(value.error().what.empty());
      continue;
    }
    ++accepted;
    ASSERT_EQ(Encode(*value), bytes) << ToPython(*value);
  }
  EXPECT_GT(accepted, 1000U);  // else the wounds are too deep to test anything
  EXPECT_LT(accepted, 190000U);
}

TEST(HostileBytesTest, CasesAndEffectsAreRefusedWithoutHarm) {
  const std::vector<Bytes> seeds = Seeds();
  Mutator mutator;
  for (int i = 0; i < 20000; ++i) {
    Case subject;
    subject.steps = {{"", {*Decode(seeds[mutator.Below(seeds.size())])}, {}}};
    Bytes bytes = Encode(subject);
    mutator.Wound(bytes, seeds[mutator.Below(seeds.size())]);
    if (const auto decoded = DecodeCase(bytes)) (void)CallText("f", *decoded);
    (void)DecodeEffects(bytes);
  }
}

TEST(HostileBytesTest, RandomBytesAreRefusedOrRead) {
  std::mt19937_64 engine(3);
  for (int i = 0; i < 50000; ++i) {
    Bytes bytes(engine() % 40);
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(engine());
    std::size_t used = 0;
    if (const auto value = DecodePrefix(bytes, used)) {
      ASSERT_LE(used, bytes.size());
      ASSERT_EQ(Encode(*value),
                Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(used)));
    }
  }
}

}  // namespace
}  // namespace lockstep::wire
