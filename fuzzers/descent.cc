#include "fuzzers/descent.h"

#include "fuzzers/magnitude.h"

namespace lockstep {

std::string Descend(Shrinking& shrinking, std::string low, std::string high, const WithMagnitude& with) {
  while (IsLess(Sum(low, "\x01"), high) && !shrinking.spent()) {
    const std::string middle = MiddleOf(low, high);
    std::vector<std::string> points;
    for (std::string point : {MiddleOf(low, middle), middle, MiddleOf(middle, high)})
      if (IsLess(low, point) && IsLess(point, high) && (points.empty() || points.back() != point)) points.push_back(std::move(point));
    const auto taken = shrinking.TryEach(points.size(), [&](std::size_t i) { return with(shrinking.current(), points[i]); });
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
