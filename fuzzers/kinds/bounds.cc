#include "fuzzers/kinds/bounds.h"

#include "harness/model/order.h"

namespace lockstep {
bool WithinBounds(const Domain& domain, const Value& number) {
  if (domain.low) {
    const auto order = CompareNumbers(*domain.low, number);
    if (!std::is_lt(order) && (!std::is_eq(order) || domain.low_open)) return false;
  }
  if (domain.high) {
    const auto order = CompareNumbers(number, *domain.high);
    if (!std::is_lt(order) && (!std::is_eq(order) || domain.high_open)) return false;
  }
  return true;
}

NearestBound BoundNearest(const Value& zero, const Domain& domain) {
  const bool low = domain.low && std::is_gteq(CompareNumbers(*domain.low, zero));
  return {low ? *domain.low : domain.high.value_or(zero), low,
          low ? domain.low_open : domain.high_open};
}

double RealOf(const Value& number) {
  if (number.kind == Value::Kind::kFloat) return number.real();
  if (number.text.empty()) return static_cast<double>(number.small);
  double magnitude = 0;
  for (const char byte : number.text)
    magnitude = magnitude * 256 + static_cast<unsigned char>(byte);
  return number.small < 0 ? -magnitude : magnitude;
}

}  // namespace lockstep
