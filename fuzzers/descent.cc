#include "fuzzers/descent.h"

#include "fuzzers/magnitude.h"

namespace lockstep {
namespace {

constexpr int kDepth = 3;
constexpr std::size_t kParts = std::size_t{1} << kDepth;

std::size_t BitsOf(const std::string& magnitude) {
  std::size_t bits = 8 * magnitude.size();
  for (int mask = 0x80; bits > 0 && (magnitude[0] & mask) == 0; mask >>= 1) --bits;
  return bits;
}

std::string PowerOfTwo(std::size_t exponent) {
  return std::string(1, static_cast<char>(1u << exponent % 8)) + std::string(exponent / 8, '\0');
}

// The middle, and the middles of what is on its two sides, and so on: in ascending order.
void AddMiddles(const std::string& low, const std::string& high, int depth,
                std::vector<std::string>& points) {
  if (depth == 0) return;
  const std::string middle = MiddleOf(low, high);
  AddMiddles(low, middle, depth - 1, points);
  points.push_back(middle);
  AddMiddles(middle, high, depth - 1, points);
}

std::vector<std::string> TextsBetween(const std::string& low, const std::string& high) {
  const std::size_t least = BitsOf(low), most = BitsOf(high);
  std::vector<std::string> all, points;
  for (std::size_t i = 1; least + 2 < most && i < kParts; ++i)
    all.push_back(PowerOfTwo(least + (most - least) * i / kParts));
  if (all.empty()) AddMiddles(low, high, kDepth, all);
  for (auto& point : all)
    if (IsLess(low, point) && IsLess(point, high) && (points.empty() || points.back() != point))
      points.push_back(std::move(point));
  return points;
}

}  // namespace

std::string Descend(Shrinking& shrinking, std::string low, std::string high,
                    const WithMagnitude& with) {
  while (IsLess(Sum(low, "\x01"), high) && !shrinking.spent()) {
    const auto points = TextsBetween(low, high);
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
