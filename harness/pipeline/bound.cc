#include "harness/pipeline/bound.h"

#include <algorithm>
#include <cmath>

namespace lockstep {

// Of a Poisson count: 3 when nothing was seen; else by E. B. Wilson and M. M. Hilferty, "The
// Distribution of Chi-Square", PNAS 17(12), 1931, which is never more than a hundredth below it.
double BoundOf(std::uint64_t cases, std::uint64_t differed) {
  constexpr double kOfNone = 3, kQuantile = 1.645;
  if (cases == 0) return 1;
  const double next = static_cast<double>(differed) + 1;
  const double root = 1 - 1 / (9 * next) + kQuantile / (3 * std::sqrt(next));
  const double most = differed == 0 ? kOfNone : next * root * root * root;
  return std::min(1.0, most / static_cast<double>(cases));
}

}  // namespace lockstep
