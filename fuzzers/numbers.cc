#include "fuzzers/numbers.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>

namespace lockstep {
namespace {

// Bits, because a compiler may fold a NaN's payload away.
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

// What functions of a complex number have a table for.
constexpr std::uint64_t kExtremes[] = {
    0x0000000000000000, 0x8000000000000000, 0x3ff0000000000000, 0xbff0000000000000,  // +-0, +-1
    0x7ff0000000000000, 0xfff0000000000000, 0x7ff8000000000000,                      // +-inf, NaN
    0x7fefffffffffffff, 0xffefffffffffffff, 0x0010000000000000, 0x0000000000000001,  // the ends
    0x8000000000000001, 0x3fe0000000000000, 0x4000000000000000, 0x4008000000000000,  // 0.5, 2, 3
};

// [-n, n], the small numbers that make duplicates and equal keys.
std::int64_t SmallInt(std::uint64_t bits, int size) {
  const auto reach = static_cast<std::uint64_t>(2 + size / 8);
  return static_cast<std::int64_t>((bits & 0xffffffff) * (2 * reach + 1) >> 32) -
         static_cast<std::int64_t>(reach);
}

// Beyond int64: up to 2^64, a bignum of 65 to 200 bits, or next to a power of two.
void WriteBigInt(Draw& draw) {
  if (draw.chance.OneIn(4)) {
    const auto major = draw.chance.OneIn(2) ? wire::Major::kUnsigned : wire::Major::kNegative;
    const std::uint64_t delta = draw.chance.Below(3);
    return wire::PutHead(draw.sink, major,
                         draw.chance.OneIn(2) ? ~delta : (std::uint64_t{1} << 63) + delta);
  }
  const std::size_t length = 9 + draw.chance.Below(draw.chance.OneIn(3) ? 17 : 1);
  std::array<std::uint8_t, 32> magnitude{};
  const bool power = draw.chance.OneIn(2);
  for (std::size_t i = 0; i < length; ++i)
    magnitude[i] = power ? 0 : static_cast<std::uint8_t>(draw.chance.Bits());
  if (power) magnitude[length - 1] = static_cast<std::uint8_t>(draw.chance.Below(3));
  magnitude[0] = power ? static_cast<std::uint8_t>(1u << draw.chance.Below(length == 9 ? 2 : 8))
                       : static_cast<std::uint8_t>(magnitude[0] | 1);
  draw.sink.Byte(draw.chance.OneIn(2) ? 0xc2 : 0xc3);
  wire::PutBytes(draw.sink, {reinterpret_cast<const char*>(magnitude.data()), length});
}

// +-2^n and what is within a few of it.
std::int64_t Boundary(Draw& draw) {
  const std::uint64_t bits = draw.chance.Bits();
  constexpr int kFavourites[] = {7, 8, 15, 16, 31, 32, 53, 62, 63, 30};
  const int power = (bits & 1) != 0 ? kFavourites[(bits >> 8 & 0xff) % std::size(kFavourites)]
                                    : static_cast<int>(bits >> 8 & 63);
  const std::uint64_t reach = (bits & 6) == 0 ? 33 : 3;
  const std::uint64_t delta = ((bits >> 32) * reach >> 32) - reach / 2;
  const std::uint64_t value = (std::uint64_t{1} << power) + delta;
  return static_cast<std::int64_t>((bits & 16) != 0 ? ~value + 1 : value);
}

// Of every length up to 33 bits, but seldom of more than 16: where it says how long something is
// to be, or is an exponent, such a number takes as long as a thousand other cases.
std::uint64_t MiddlingWidth(std::uint64_t bits) {
  const bool long_too = (bits >> 9 & 7) == 0;
  return 3 + ((bits & 15) + (bits >> 4 & 15)) / (long_too ? 1 : 2);
}

// Unbounded; false when it is beyond 64 bits and was written already.
bool DrawInt(Draw& draw, std::int64_t& value) {
  const std::uint64_t bits = draw.chance.Bits(), pick = bits & 0xff, rest = bits >> 8;
  if (pick < (draw.wide ? 8u : 132u)) {
    value = SmallInt(rest, draw.size);
  } else if (pick < (draw.wide ? 224u : 204u)) {
    const auto width = draw.wide ? 24 + (rest & 31) : MiddlingWidth(rest);
    value = static_cast<std::int64_t>(draw.chance.Bits() >> (64 - width));
    if ((rest & 0x100) != 0) value = -value;
  } else if (pick < 232) {
    value = Boundary(draw);
  } else if (pick < 248) {
    value = static_cast<std::int64_t>(draw.chance.Bits() >> (rest & 31));
  } else {
    WriteBigInt(draw);
    return false;
  }
  return true;
}

std::int64_t WithinInt(const CompiledDomain& compiled, Draw& draw) {
  const auto low = static_cast<std::uint64_t>(compiled.low),
             high = static_cast<std::uint64_t>(compiled.high);
  const std::uint64_t span = high - low;
  if (draw.wide && span == ~std::uint64_t{0}) return static_cast<std::int64_t>(draw.chance.Bits());
  const std::uint64_t bits = draw.chance.Bits(), pick = draw.wide ? 7 : bits & 7;
  if (span < 64 || (pick == 7 && span < ~std::uint64_t{0}))
    return static_cast<std::int64_t>(low + draw.chance.Below(span + 1));
  const std::uint64_t near = std::min<std::uint64_t>(
      span, (bits >> 8 & 0xffff) % (4 + static_cast<std::uint64_t>(draw.size) / 4));
  if (pick == 0 && compiled.has_low) return static_cast<std::int64_t>(low + near);
  if (pick == 1 && compiled.has_high) return static_cast<std::int64_t>(high - near);
  const std::uint64_t wanted = pick < 5 ? static_cast<std::uint64_t>(SmallInt(bits >> 8, draw.size))
                                        : static_cast<std::uint64_t>(Boundary(draw));
  const auto value = static_cast<std::int64_t>(wanted);
  if (value >= compiled.low && value <= compiled.high) return value;
  return static_cast<std::int64_t>(
      low + (span == ~std::uint64_t{0} ? draw.chance.Bits() : draw.chance.Below(span + 1)));
}

double Decimal(Draw& draw) {
  constexpr double kDivisors[] = {10, 100, 4, 8, 3, 1000};
  const std::uint64_t bits = draw.chance.Bits();
  const std::int64_t reach = draw.wide ? 1 << 24 : 1 << 10;
  const auto offset = static_cast<std::int64_t>(bits >> 8) & (2 * reach - 1);
  const auto whole = static_cast<double>(offset - reach);
  return whole / kDivisors[(bits & 0xff) % std::size(kDivisors)];
}

double RandomPowerOfTen(Draw& draw) {
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
  if (pick < (draw.wide ? 64u : 152u)) return std::bit_cast<std::uint64_t>(Decimal(draw));
  if (pick < (draw.wide ? 72u : 168u)) return std::bit_cast<std::uint64_t>(RandomPowerOfTen(draw));
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

bool Allowed(const CompiledDomain& compiled, double value) {
  if (std::isnan(value)) return compiled.allows_nan;
  return value >= compiled.least && value <= compiled.most &&
         !(compiled.finite && std::isinf(value));
}

// For bounded domains, when the free draw fell outside.
double WithinFloat(const CompiledDomain& compiled, Draw& draw) {
  const bool below = compiled.least > -kInfinity, above = compiled.most < kInfinity;
  const std::uint64_t pick = draw.chance.Below(8);
  if (below && pick == 0)
    return draw.chance.OneIn(2)
               ? compiled.least
               : std::min(compiled.most, std::nextafter(compiled.least, kInfinity));
  if (above && pick == 1)
    return draw.chance.OneIn(2)
               ? compiled.most
               : std::max(compiled.least, std::nextafter(compiled.most, -kInfinity));
  if (below && above) {
    const double share = draw.chance.Unit();
    return std::clamp(compiled.least * (1 - share) + compiled.most * share, compiled.least,
                      compiled.most);
  }
  const double offset = std::fabs(draw.chance.OneIn(2) ? Decimal(draw) : RandomPowerOfTen(draw));
  if (below) return std::min(compiled.most, compiled.least + offset);
  if (above) return std::max(compiled.least, compiled.most - offset);
  return offset;
}

// A few units in the last place beside a float that was drawn before: close, not equal.
bool WriteNeighbour(const CompiledDomain& compiled, Draw& draw) {
  if (compiled.pool < 0) return false;
  const Draw::Pool& pool = draw.pools[static_cast<std::size_t>(compiled.pool)];
  if (pool.count == 0) return false;
  const auto place = pool.places[(pool.count - 1) % 4];
  std::uint64_t bits = 0;
  for (std::size_t i = 1; i < 9; ++i) bits = bits << 8 | draw.sink.data()[place.start + i];
  const double near = std::bit_cast<double>(bits ^ draw.chance.Between(1, 3));
  if (std::isnan(near) || !Allowed(compiled, near)) return false;
  draw.sink.FloatBits(std::bit_cast<std::uint64_t>(near));
  return true;
}

}  // namespace

void WriteBool(Draw& draw) { draw.sink.Byte(draw.chance.OneIn(2) ? wire::kTrue : wire::kFalse); }

void WriteInt(const CompiledDomain& compiled, Draw& draw) {
  if (compiled.has_low && compiled.has_high) return draw.sink.Int(WithinInt(compiled, draw));
  const std::size_t start = draw.sink.size();
  std::int64_t value = 0;
  if (DrawInt(draw, value)) {
    if (value >= compiled.low && value <= compiled.high) return draw.sink.Int(value);
    return draw.sink.Int(WithinInt(compiled, draw));
  }
  std::uint8_t& head = draw.sink.data()[start];  // the sign is in it: 1b or 3b, c2 or c3
  const bool big = head >= 0xc0;
  if (compiled.has_low) head = big ? 0xc2 : 0x1b;
  if (compiled.has_high) head = big ? 0xc3 : 0x3b;
}

void WriteFloat(const CompiledDomain& compiled, Draw& draw) {
  if (draw.chance.OneIn(24) && WriteNeighbour(compiled, draw)) return;
  const std::uint64_t bits = AnyFloat(draw);
  if (Allowed(compiled, std::bit_cast<double>(bits))) return draw.sink.FloatBits(bits);
  if (compiled.least > -kInfinity || compiled.most < kInfinity)
    return draw.sink.FloatBits(std::bit_cast<std::uint64_t>(WithinFloat(compiled, draw)));
  draw.sink.FloatBits(std::bit_cast<std::uint64_t>(Decimal(draw)));
}

void WriteComplex(Draw& draw) {
  wire::PutTag(draw.sink, wire::kComplexTag);
  draw.sink.Array(2);
  if (draw.chance.OneIn(4)) {
    for (int part = 0; part < 2; ++part)
      draw.sink.FloatBits(kExtremes[draw.chance.Below(std::size(kExtremes))]);
    return;
  }
  const bool real = draw.chance.OneIn(8), imaginary = draw.chance.OneIn(8);
  draw.sink.FloatBits(imaginary ? 0 : AnyFloat(draw));
  draw.sink.FloatBits(real ? 0 : AnyFloat(draw));
}

}  // namespace lockstep
