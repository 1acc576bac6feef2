#include "fuzzers/kinds/any_float.h"

#include <bit>
#include <cstdlib>
#include <iterator>

#include "fuzzers/kinds/any_integer.h"

namespace lockstep {
namespace {

constexpr std::uint64_t kSpecialFloats[] = {
    0x7ff8000000000000, 0xfff8000000000000, 0x7ff8000000000001,
    0x7ff0000000000001,  // NaN: quiet, negative, payload, signalling
    0x7ff8dead0000beef, 0x7ff0000000000000, 0xfff0000000000000,  // a payload; inf, -inf
    0x8000000000000000, 0x0000000000000000, 0x0000000000000001,
    0x8000000000000001,  // -0.0, 0.0, least subnormals
    0x000fffffffffffff, 0x0010000000000000, 0x7fefffffffffffff,
    0xffefffffffffffff,  // largest subnormal, least normal, largest
    0x3cb0000000000000, 0x3ff0000000000001, 0x3fefffffffffffff,
    0x3ff0000000000000,  // epsilon, next to 1.0, 1.0
    0xbff0000000000000, 0x4340000000000000, 0x4340000000000001,
    0x433fffffffffffff,  // -1.0, around 2^53
    0xc340000000000000, 0x43e0000000000000, 0x43dfffffffffffff,
    0xc3e0000000000000,  // -2^53, around 2^63
    0x43f0000000000000, 0x41e0000000000000, 0x41dfffffffc00000,
    0x47efffffe0000000,  // 2^64, 2^31, largest single
    0x3fe0000000000000, 0xbfe0000000000000, 0x3ff8000000000000,
    0x4004000000000000,  // halves: 0.5, -0.5, 1.5, 2.5
    0x3fdfffffffffffff, 0x3fb999999999999a, 0x3fd3333333333334,
    0x3fd5555555555555,  // below 0.5; 0.1, 0.1 + 0.2, 1/3
    0x4341c37937e08000, 0x4480f0cf064dd592, 0x7fe1ccf385ebc8a0,
    0x3e45798ee2308c3a,  // 1e16, 1e22, 1e308, 1e-8
    0x400921fb54442d18, 0x4005bf0a8b145769, 0x40862e42fefa39ef,
    0x00000000000007e8,  // pi, e, exp's limit, 1e-320
};

}  // namespace

double SomeDecimal(Draw& draw) {
  constexpr double kDivisors[] = {10, 100, 4, 8, 3, 1000};
  const std::uint64_t bits = draw.chance.Bits();
  const std::int64_t reach = draw.wide ? 1 << 24 : 1 << 10;
  const auto offset = static_cast<std::int64_t>(bits >> 8) & (2 * reach - 1);
  const auto whole = static_cast<double>(offset - reach);
  return whole / kDivisors[(bits & 0xff) % std::size(kDivisors)];
}

double SomePowerOfTen(Draw& draw) {
  const std::uint64_t bits = draw.chance.Bits();
  const int exponent = static_cast<int>(bits & 0xff) % 45 - 22;
  double value = 1 + static_cast<double>(bits >> 8 & 7);
  for (int i = 0; i < std::abs(exponent); ++i) value = exponent < 0 ? value / 10 : value * 10;
  return (bits & 0x1000) != 0 ? -value : value;
}

std::uint64_t AnyFloat(Draw& draw) {
  const std::uint64_t bits = draw.chance.Bits(), pick = bits & 0xff, rest = bits >> 8;
  if (pick < (draw.wide ? 12u : 72u))
    return std::bit_cast<std::uint64_t>(static_cast<double>(SmallInt(rest, draw.size)));
  if (pick < (draw.wide ? 24u : 104u)) return kSpecialFloats[rest % std::size(kSpecialFloats)];
  if (pick < (draw.wide ? 64u : 152u)) return std::bit_cast<std::uint64_t>(SomeDecimal(draw));
  if (pick < (draw.wide ? 72u : 168u)) return std::bit_cast<std::uint64_t>(SomePowerOfTen(draw));
  if (pick < 200)
    return std::bit_cast<std::uint64_t>(draw.chance.Unit() * ((rest & 1) != 0 ? 1 : -1));
  if (pick < 216)
    return std::bit_cast<std::uint64_t>(
        static_cast<double>(static_cast<std::int64_t>(draw.chance.Bits()) >> (rest & 31)));
  if (pick < 228)  // halfway between integers
    return std::bit_cast<std::uint64_t>(
        static_cast<double>(static_cast<std::int64_t>(draw.chance.Bits()) >> (32 + (rest & 15))) +
        0.5);
  return draw.chance.Bits();
}

}  // namespace lockstep
