#include "fuzzers/descent.h"

#include "fuzzers/magnitude.h"

namespace lockstep {
namespace {

std::size_t BitsOf(const std::string& magnitude) {
  std::size_t bits = 8 * magnitude.size();
  for (int mask = 0x80; bits > 0 && (magnitude[0] & mask) == 0; mask >>= 1) --bits;
  return bits;
}

std::string PowerOfTwo(std::size_t exponent) {
  return std::string(1, static_cast<char>(1u << exponent % 8)) + std::string(exponent / 8, '\0');
}

std::vector<std::string> PointsBetween(const std::string& low, const std::string& high) {
  const std::string middle = MiddleOf(low, high);
  std::vector<std::string> all{MiddleOf(low, middle), middle, MiddleOf(middle, high)};
  const std::size_t least = BitsOf(low), most = BitsOf(high);
  if (least + 2 < most)
    all = {PowerOfTwo(least + (most - least) / 4), PowerOfTwo(least + (most - least) / 2),
           PowerOfTwo(least + (most - least) * 3 / 4)};
  std::vector<std::string> points;
  for (auto& point : all)
    if (IsLess(low, point) && IsLess(point, high) && (points.empty() || points.back() != point))
      points.push_back(std::move(point));
  return points;
}

}  // namespace

std::string Descend(Shrinking& shrinking, std::string low, std::string high,
                    const WithMagnitude& with) {
  while (IsLess(Sum(low, "\x01"), high) && !shrinking.spent()) {
    const auto points = PointsBetween(low, high);
    const auto taken = shrinking.TryEach(
        points.size(), [&](std::size_t i) { return with(shrinking.current(), points[i]); });
    if (taken) {
      high = points[*taken];
      if (*taken > 0) low = points[*taken - 1];
    } else {
      low = points.back();
    }
  }
  return high;
}

}  // namespace lockstep
