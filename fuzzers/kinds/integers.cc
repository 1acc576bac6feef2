#include "fuzzers/kinds/integers.h"

#include <cmath>

#include "fuzzers/kinds/bounds.h"
#include "fuzzers/kinds/counting.h"

namespace lockstep {
namespace {

bool ContainsInt(const Domain& domain, const Value& value, Containment&) {
  return value.kind == Value::Kind::kInt && WithinBounds(domain, value);
}

std::size_t IntSize(const Domain& domain) {
  const bool small = domain.low && domain.high && domain.low->kind == Value::Kind::kInt &&
                     domain.high->kind == Value::Kind::kInt && domain.low->text.empty() &&
                     domain.high->text.empty();
  if (!small) return kInfinite;
  const auto span = static_cast<std::uint64_t>(domain.high->small) -
                    static_cast<std::uint64_t>(domain.low->small);
  const std::size_t open = (domain.low_open ? 1 : 0) + (domain.high_open ? 1 : 0);
  return span == ~std::uint64_t{0} ? kInfinite : span + 1 - open;
}

Value SimplestInt(const Domain& domain) {
  const Value zero = Value::Int(0);
  if (Contains(domain, zero)) return zero;
  const NearestBound bound = BoundNearest(zero, domain);
  Value nearest = bound.value;
  if (nearest.kind == Value::Kind::kFloat)
    nearest = Value::Int(static_cast<std::int64_t>(bound.low ? std::ceil(nearest.real())
                                                             : std::floor(nearest.real())));
  if (!Contains(domain, nearest) && nearest.text.empty()) nearest.small += bound.low ? 1 : -1;
  return nearest;
}

}  // namespace

constinit const Handling kIntHandling = {
    .kind = Domain::Kind::kInt,
    .contains = ContainsInt,
    .size = IntSize,
    .simplest = SimplestInt,
};

}  // namespace lockstep
