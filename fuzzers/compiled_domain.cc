#include "fuzzers/compiled_domain.h"

#include <algorithm>
#include <cmath>

#include "fuzzers/containment.h"
#include "fuzzers/encoded.h"
#include "harness/model/order.h"
#include "harness/model/text.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;

void AddConstant(const Domain& domain, const Value& value, CompiledDomain& compiled) {
  if (!Contains(domain, value)) return;
  auto encoded = Encoded(value);
  auto& all = compiled.constants;
  if (std::find(all.begin(), all.end(), encoded) == all.end()) all.push_back(std::move(encoded));
}

// A constant of the code, and its neighbours: a limit is wrong by one more often than not.
void AddConstants(const Domain& domain, const Hints& hints, CompiledDomain& compiled) {
  for (const Value& value : hints.constants) {
    AddConstant(domain, value, compiled);
    if (value.kind != Value::Kind::kInt || !value.text.empty()) continue;
    if (domain.kind == Kind::kFloat)
      AddConstant(domain, Value::Float(static_cast<double>(value.small)), compiled);
    if (value.small <= std::numeric_limits<std::int64_t>::min() + 1) continue;
    AddConstant(domain, Value::Int(value.small - 1), compiled);
    AddConstant(domain, Value::Int(-value.small), compiled);
    if (value.small < std::numeric_limits<std::int64_t>::max())
      AddConstant(domain, Value::Int(value.small + 1), compiled);
  }
}

double RealOf(const Value& value) {
  if (value.kind == Value::Kind::kFloat) return value.real();
  if (value.text.empty()) return static_cast<double>(value.small);
  double magnitude = 0;
  for (const char byte : value.text) magnitude = magnitude * 256 + static_cast<unsigned char>(byte);
  return value.small < 0 ? -magnitude : magnitude;
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

void SetBounds(const Domain& domain, CompiledDomain& compiled) {
  compiled.has_low = domain.low.has_value(), compiled.has_high = domain.high.has_value();
  compiled.finite = domain.finite;
  if (compiled.has_low || compiled.has_high || domain.finite) compiled.allows_nan = false;
  if (domain.low) {
    compiled.low = Inside(*domain.low, domain.low_open, true);
    compiled.least = RealOf(*domain.low);
    if (domain.low_open) compiled.least = std::nextafter(compiled.least, kInfinity);
  }
  if (domain.high) {
    compiled.high = Inside(*domain.high, domain.high_open, false);
    compiled.most = RealOf(*domain.high);
    if (domain.high_open) compiled.most = std::nextafter(compiled.most, -kInfinity);
  }
  const bool real = domain.kind == Kind::kFloat;
  for (const auto& bound : {domain.low, domain.high})
    if (bound) AddConstant(domain, real ? Value::Float(RealOf(*bound)) : *bound, compiled);
  const bool far = compiled.low == std::numeric_limits<std::int64_t>::max() ||
                   compiled.high == std::numeric_limits<std::int64_t>::min();
  if (domain.kind != Kind::kInt || !far || compiled.constants.empty()) return;
  compiled.kind = Kind::kOneOf;  // wholly beyond 64 bits: the bounds are all that is drawn
  compiled.encoded = compiled.constants;
}

void SetPieces(const Domain& domain, CompiledDomain& compiled) {
  if (!domain.tokens.empty()) {
    compiled.pieces = domain.tokens;
  } else if (domain.kind == Kind::kStr) {
    for (const char32_t point : CodePoints(domain.alphabet)) {
      compiled.pieces.emplace_back();
      AppendCodePoint(compiled.pieces.back(), point);
    }
  } else {
    for (const char byte : domain.alphabet) compiled.pieces.emplace_back(1, byte);
  }
}

bool IsSimpleKey(const Domain& domain) {
  return domain.kind == Kind::kInt || domain.kind == Kind::kStr || domain.kind == Kind::kBytes;
}

bool IsAtom(Kind kind) {
  switch (kind) {
    case Kind::kInt:
    case Kind::kFloat:
    case Kind::kComplex:
    case Kind::kStr:
    case Kind::kBytes:
      return true;
    default:
      return false;
  }
}

bool IsMutable(Kind kind) {
  return kind == Kind::kList || kind == Kind::kDict || kind == Kind::kSet ||
         kind == Kind::kByteArray;
}

bool IsLeaf(const CompiledDomain& compiled) {
  switch (compiled.kind) {
    case Kind::kAny:
    case Kind::kJson:
    case Kind::kPyObj:
    case Kind::kElementOf:
      return false;
    case Kind::kUnion:
      return std::all_of(compiled.items.begin(), compiled.items.end(),
                         [](const CompiledDomain& r) { return r.leaf; });
    default:
      return compiled.items.empty() || compiled.kind == Kind::kCallable;
  }
}

int PoolOf(const Domain& domain, CompileContext& context) {
  const auto text = ToString(domain);
  const auto found = std::find(context.pools.begin(), context.pools.end(), text);
  if (found != context.pools.end()) return static_cast<int>(found - context.pools.begin());
  if (context.pools.size() == kMostPools) return -1;
  context.pools.push_back(text);
  return static_cast<int>(context.pools.size()) - 1;
}

// A NaN has no place in an order; a list that says it is sorted has none.
void ForbidNan(CompiledDomain& compiled) {
  compiled.allows_nan = false;
  std::erase_if(compiled.constants, [](const std::string& item) {
    return item.size() == 9 && item.compare(0, 2, "\xfb\x7f") == 0;
  });
  for (CompiledDomain& item : compiled.items) ForbidNan(item);
}

}  // namespace

CompiledDomain Compile(const Domain& domain, CompileContext& context, bool hashable) {
  CompiledDomain compiled;
  compiled.kind = domain.kind;
  compiled.hashable = hashable;
  const bool keyed = domain.kind == Kind::kSet || domain.kind == Kind::kFrozenSet;
  for (std::size_t i = 0; i < domain.items.size(); ++i)
    compiled.items.push_back(Compile(*domain.items[i], context,
                                     hashable || keyed || (domain.kind == Kind::kDict && i == 0)));
  for (const Value& value : domain.values) compiled.encoded.push_back(Encoded(value));
  SetBounds(domain, compiled);
  SetPieces(domain, compiled);
  if (IsAtom(domain.kind) && context.hints != nullptr)
    AddConstants(domain, *context.hints, compiled);
  compiled.sorted = domain.sorted, compiled.unique = domain.unique,
  compiled.variadic = domain.variadic;
  compiled.min_len = domain.min_len;
  if (domain.max_len) compiled.max_len = *domain.max_len;
  compiled.grammar = domain.grammar, compiled.rules = domain.rules;
  compiled.simple_keys = IsSimpleKey(domain);
  compiled.leaf = IsLeaf(compiled);
  compiled.mutable_here = IsMutable(domain.kind);
  if (IsAtom(domain.kind)) compiled.pool = PoolOf(domain, context);
  const auto named = std::find(context.parameters.begin(), context.parameters.end(), domain.text);
  if (IsDependent(domain) && named != context.parameters.end()) {
    compiled.argument = static_cast<int>(named - context.parameters.begin());
    const Domain& referent = *context.domains[static_cast<std::size_t>(compiled.argument)];
    if (domain.kind == Kind::kElementOf)  // what to draw while there are no elements
      compiled.items.push_back(
          Compile(referent.items.empty() ? Domain{} : *referent.items[0], context, hashable));
  }
  if (domain.sorted)
    for (CompiledDomain& item : compiled.items) ForbidNan(item), item.pool = -1;
  return compiled;
}

}  // namespace lockstep
