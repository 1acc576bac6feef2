#include "fuzzers/kinds/floats.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "fuzzers/kinds/any_float.h"
#include "fuzzers/kinds/atoms.h"
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

bool Allowed(const FloatRange& range, double value) {
  if (std::isnan(value)) return range.allows_nan;
  return value >= range.least && value <= range.most && !(range.finite && std::isinf(value));
}

// For bounded domains, when the free draw fell outside.
double WithinFloat(const FloatRange& range, Draw& draw) {
  const bool below = range.least > -kInfinity, above = range.most < kInfinity;
  const std::uint64_t pick = draw.chance.Below(8);
  if (below && pick == 0)
    return draw.chance.OneIn(2) ? range.least
                                : std::min(range.most, std::nextafter(range.least, kInfinity));
  if (above && pick == 1)
    return draw.chance.OneIn(2) ? range.most
                                : std::max(range.least, std::nextafter(range.most, -kInfinity));
  if (below && above) {
    const double share = draw.chance.Unit();
    return std::clamp(range.least * (1 - share) + range.most * share, range.least, range.most);
  }
  const double offset = std::fabs(draw.chance.OneIn(2) ? SomeDecimal(draw) : SomePowerOfTen(draw));
  if (below) return std::min(range.most, range.least + offset);
  if (above) return std::max(range.least, range.most - offset);
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
  if (std::isnan(near) || !Allowed(Needs<FloatRange>(compiled), near)) return false;
  draw.sink.FloatBits(std::bit_cast<std::uint64_t>(near));
  return true;
}

void PrepareFloat(const Domain& domain, CompileContext& context, CompiledDomain& compiled) {
  auto& range = compiled.needs.emplace<FloatRange>();
  range.finite = domain.finite;
  if (domain.low || domain.high || domain.finite) range.allows_nan = false;
  if (domain.low) {
    range.least = RealOf(*domain.low);
    if (domain.low_open) range.least = std::nextafter(range.least, kInfinity);
  }
  if (domain.high) {
    range.most = RealOf(*domain.high);
    if (domain.high_open) range.most = std::nextafter(range.most, -kInfinity);
  }
  for (const auto& bound : {domain.low, domain.high})
    if (bound) AddConstant(domain, Value::Float(RealOf(*bound)), compiled);
  PrepareAtom(domain, context, compiled);
}

}  // namespace

void WriteFloat(const CompiledDomain& compiled, Draw& draw) {
  const auto& range = Needs<FloatRange>(compiled);
  if (draw.chance.OneIn(24) && WriteNeighbour(compiled, draw)) return;
  const std::uint64_t bits = AnyFloat(draw);
  if (Allowed(range, std::bit_cast<double>(bits))) return draw.sink.FloatBits(bits);
  if (range.least > -kInfinity || range.most < kInfinity)
    return draw.sink.FloatBits(std::bit_cast<std::uint64_t>(WithinFloat(range, draw)));
  draw.sink.FloatBits(std::bit_cast<std::uint64_t>(SomeDecimal(draw)));
}

constinit const Handling kFloatHandling = {
    .kind = Domain::Kind::kFloat,
    .value = Value::Kind::kFloat,
    .contains = ContainsFloat,
    .simplest = SimplestFloat,
    .prepare = PrepareFloat,
    .write = WriteAtom<WriteFloat>,
};

}  // namespace lockstep
