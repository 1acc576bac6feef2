#include "fuzzers/kinds/any_integer.h"

#include <array>
#include <iterator>

namespace lockstep {
namespace {

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

// Of every length up to 33 bits, but seldom of more than 16: where it says how long something is
// to be, or is an exponent, such a number takes as long as a thousand other cases.
std::uint64_t MiddlingWidth(std::uint64_t bits) {
  const bool long_too = (bits >> 9 & 7) == 0;
  return 3 + ((bits & 15) + (bits >> 4 & 15)) / (long_too ? 1 : 2);
}

}  // namespace

std::int64_t BoundaryInt(Draw& draw) {
  const std::uint64_t bits = draw.chance.Bits();
  constexpr int kFavourites[] = {7, 8, 15, 16, 31, 32, 53, 62, 63, 30};
  const int power = (bits & 1) != 0 ? kFavourites[(bits >> 8 & 0xff) % std::size(kFavourites)]
                                    : static_cast<int>(bits >> 8 & 63);
  const std::uint64_t reach = (bits & 6) == 0 ? 33 : 3;
  const std::uint64_t delta = ((bits >> 32) * reach >> 32) - reach / 2;
  const std::uint64_t value = (std::uint64_t{1} << power) + delta;
  return static_cast<std::int64_t>((bits & 16) != 0 ? ~value + 1 : value);
}

bool DrawInt(Draw& draw, std::int64_t& value) {
  const std::uint64_t bits = draw.chance.Bits(), pick = bits & 0xff, rest = bits >> 8;
  if (pick < (draw.wide ? 8u : 132u)) {
    value = SmallInt(rest, draw.size);
  } else if (pick < (draw.wide ? 224u : 204u)) {
    const auto width = draw.wide ? 24 + (rest & 31) : MiddlingWidth(rest);
    value = static_cast<std::int64_t>(draw.chance.Bits() >> (64 - width));
    if ((rest & 0x100) != 0) value = -value;
  } else if (pick < 232) {
    value = BoundaryInt(draw);
  } else if (pick < 248) {
    value = static_cast<std::int64_t>(draw.chance.Bits() >> (rest & 31));
  } else {
    WriteBigInt(draw);
    return false;
  }
  return true;
}

}  // namespace lockstep
