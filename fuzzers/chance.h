// Chance is a fast stream of random bits (splitmix64), seeded afresh for every case.
//
// RapidCheck's splittable Random seeds it: that one is cryptographic, and too slow to be asked
// for every element. No std:: distribution is used, for those differ between libraries.
#pragma once

#include <cstdint>

namespace lockstep {

// A bijection of 64 bits in which every input bit moves every output bit.
inline std::uint64_t Mixed(std::uint64_t bits) {
  bits = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9;
  bits = (bits ^ bits >> 27) * 0x94d049bb133111eb;
  return bits ^ bits >> 31;
}

// Asked several times for each item of each case: a call would cost more than what it does.
class Chance {
 public:
  explicit Chance(std::uint64_t seed = 0) : state_(seed) {}

  [[gnu::always_inline]] std::uint64_t Bits() { return Mixed(state_ += 0x9e3779b97f4a7c15); }

  // Uniform in [0, bound), to within 2^-32 for bounds below 2^32. bound > 0.
  [[gnu::always_inline]] std::uint64_t Below(std::uint64_t bound) {
    if (bound <= 0xffffffff) return (Bits() >> 32) * bound >> 32;
    return Bits() % bound;
  }
  [[gnu::always_inline]] std::uint64_t Between(std::uint64_t low, std::uint64_t high) {
    return low + Below(high - low + 1);
  }
  [[gnu::always_inline]] bool OneIn(std::uint64_t n) { return Below(n) == 0; }
  double Unit() { return static_cast<double>(Bits() >> 11) * 0x1p-53; }  // [0, 1)

 private:
  std::uint64_t state_;
};

}  // namespace lockstep
