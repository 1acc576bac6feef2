#include "fuzzers/kinds/floats.h"

#include <cmath>

#include "fuzzers/kinds/bounds.h"

namespace lockstep {
namespace {

bool ContainsFloat(const Domain& domain, const Value& value, Containment&) {
  return value.kind == Value::Kind::kFloat && !(domain.finite && !std::isfinite(value.real())) &&
         WithinBounds(domain, value);
}

Value SimplestFloat(const Domain& domain) {
  const Value zero = Value::Float(0);
  if (Contains(domain, zero)) return zero;
  const NearestBound bound = BoundNearest(zero, domain);
  const double limit = bound.value.kind == Value::Kind::kFloat
                           ? bound.value.real()
                           : static_cast<double>(bound.value.small);
  return Value::Float(bound.open ? std::nextafter(limit, bound.low ? INFINITY : -INFINITY) : limit);
}

}  // namespace

constinit const Handling kFloatHandling = {
    .kind = Domain::Kind::kFloat,
    .contains = ContainsFloat,
    .simplest = SimplestFloat,
};

}  // namespace lockstep
