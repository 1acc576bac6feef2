#include "fuzzers/kinds/integers.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "fuzzers/kinds/any_integer.h"
#include "fuzzers/kinds/atoms.h"
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

std::int64_t WithinInt(const IntRange& range, Draw& draw) {
  const auto low = static_cast<std::uint64_t>(range.low),
             high = static_cast<std::uint64_t>(range.high);
  const std::uint64_t span = high - low;
  if (draw.wide && span == ~std::uint64_t{0}) return static_cast<std::int64_t>(draw.chance.Bits());
  const std::uint64_t bits = draw.chance.Bits(), pick = draw.wide ? 7 : bits & 7;
  if (span < 64 || (pick == 7 && span < ~std::uint64_t{0}))
    return static_cast<std::int64_t>(low + draw.chance.Below(span + 1));
  const std::uint64_t near = std::min<std::uint64_t>(
      span, (bits >> 8 & 0xffff) % (4 + static_cast<std::uint64_t>(draw.size) / 4));
  if (pick == 0 && range.has_low) return static_cast<std::int64_t>(low + near);
  if (pick == 1 && range.has_high) return static_cast<std::int64_t>(high - near);
  const std::uint64_t wanted = pick < 5 ? static_cast<std::uint64_t>(SmallInt(bits >> 8, draw.size))
                                        : static_cast<std::uint64_t>(BoundaryInt(draw));
  const auto value = static_cast<std::int64_t>(wanted);
  if (value >= range.low && value <= range.high) return value;
  return static_cast<std::int64_t>(
      low + (span == ~std::uint64_t{0} ? draw.chance.Bits() : draw.chance.Below(span + 1)));
}

// The nearest int64 that is inside: `up` for a lower bound.
std::int64_t Inside(const Value& bound, bool open, bool up) {
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min(),
                 kMost = std::numeric_limits<std::int64_t>::max();
  if (bound.kind == Value::Kind::kInt && bound.text.empty()) {
    if (!open) return bound.small;
    if (up) return bound.small == kMost ? kMost : bound.small + 1;
    return bound.small == kLeast ? kLeast : bound.small - 1;
  }
  const double real = RealOf(bound);
  if (real >= 0x1p63) return kMost;
  if (real < -0x1p63) return kLeast;
  const double whole = up ? std::ceil(real) : std::floor(real);
  const auto near = static_cast<std::int64_t>(whole);
  return open && whole == real ? near + (up ? 1 : -1) : near;
}

// Wholly beyond 64 bits: the bounds are all that is drawn.
void DrawBoundsAlone(CompiledDomain& compiled) {
  compiled.kind = Domain::Kind::kOneOf;
  compiled.needs = Choices{compiled.constants, "", nullptr};
}

void PrepareInt(const Domain& domain, CompileContext& context, CompiledDomain& compiled) {
  auto& range = compiled.needs.emplace<IntRange>();
  range.has_low = domain.low.has_value(), range.has_high = domain.high.has_value();
  if (domain.low) range.low = Inside(*domain.low, domain.low_open, true);
  if (domain.high) range.high = Inside(*domain.high, domain.high_open, false);
  for (const auto& bound : {domain.low, domain.high})
    if (bound) AddConstant(domain, *bound, compiled);
  const bool far = range.low == std::numeric_limits<std::int64_t>::max() ||
                   range.high == std::numeric_limits<std::int64_t>::min();
  if (far && !compiled.constants.empty()) DrawBoundsAlone(compiled);
  PrepareAtom(domain, context, compiled);
}

// Whoever bounds a number from above by a small one says that larger ones take too long: they
// would show how long, and nothing else.
bool BoundsIntWork(const Domain& domain) {
  constexpr std::int64_t kSmall = 1 << 20;
  return domain.high && domain.high->text.empty() && domain.high->small <= kSmall;
}

}  // namespace

void WriteInt(const CompiledDomain& compiled, Draw& draw) {
  const auto& range = Needs<IntRange>(compiled);
  if (range.has_low && range.has_high) return draw.sink.Int(WithinInt(range, draw));
  const std::size_t start = draw.sink.size();
  std::int64_t value = 0;
  if (DrawInt(draw, value)) {
    if (value >= range.low && value <= range.high) return draw.sink.Int(value);
    return draw.sink.Int(WithinInt(range, draw));
  }
  std::uint8_t& head = draw.sink.data()[start];  // the sign is in it: 1b or 3b, c2 or c3
  const bool big = head >= 0xc0;
  if (range.has_low) head = big ? 0xc2 : 0x1b;
  if (range.has_high) head = big ? 0xc3 : 0x3b;
}

constinit const Handling kIntHandling = {
    .kind = Domain::Kind::kInt,
    .value = Value::Kind::kInt,
    .contains = ContainsInt,
    .size = IntSize,
    .bounds_work = BoundsIntWork,
    .simplest = SimplestInt,
    .simple_keys = true,
    .prepare = PrepareInt,
    .write = WriteAtom<WriteInt>,
};

}  // namespace lockstep
