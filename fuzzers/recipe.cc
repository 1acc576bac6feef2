#include "fuzzers/recipe.h"

#include <algorithm>
#include <cmath>

#include "harness/model/order.h"
#include "harness/model/text.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;

std::string Encoded(const Value& value) {
  const auto bytes = wire::Encode(value);
  return {bytes.begin(), bytes.end()};
}

void AddConstant(const Domain& domain, const Value& value, Recipe& recipe) {
  if (!domain.Contains(value)) return;
  auto encoded = Encoded(value);
  auto& all = recipe.constants;
  if (std::find(all.begin(), all.end(), encoded) == all.end()) all.push_back(std::move(encoded));
}

// A constant of the code, and its neighbours: a limit is wrong by one more often than not.
void AddConstants(const Domain& domain, const Hints& hints, Recipe& recipe) {
  for (const Value& value : hints.constants) {
    AddConstant(domain, value, recipe);
    if (value.kind != Value::Kind::kInt || !value.text.empty()) continue;
    if (domain.kind == Kind::kFloat)
      AddConstant(domain, Value::Float(static_cast<double>(value.small)), recipe);
    if (value.small <= std::numeric_limits<std::int64_t>::min() + 1) continue;
    AddConstant(domain, Value::Int(value.small - 1), recipe);
    AddConstant(domain, Value::Int(-value.small), recipe);
    if (value.small < std::numeric_limits<std::int64_t>::max())
      AddConstant(domain, Value::Int(value.small + 1), recipe);
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

void SetBounds(const Domain& domain, Recipe& recipe) {
  recipe.has_low = domain.low.has_value(), recipe.has_high = domain.high.has_value();
  recipe.finite = domain.finite;
  if (recipe.has_low || recipe.has_high || domain.finite) recipe.allows_nan = false;
  if (domain.low) {
    recipe.low = Inside(*domain.low, domain.low_open, true);
    recipe.least = RealOf(*domain.low);
    if (domain.low_open) recipe.least = std::nextafter(recipe.least, kInfinity);
  }
  if (domain.high) {
    recipe.high = Inside(*domain.high, domain.high_open, false);
    recipe.most = RealOf(*domain.high);
    if (domain.high_open) recipe.most = std::nextafter(recipe.most, -kInfinity);
  }
  const bool real = domain.kind == Kind::kFloat;
  for (const auto& bound : {domain.low, domain.high})
    if (bound) AddConstant(domain, real ? Value::Float(RealOf(*bound)) : *bound, recipe);
  const bool far = recipe.low == std::numeric_limits<std::int64_t>::max() ||
                   recipe.high == std::numeric_limits<std::int64_t>::min();
  if (domain.kind != Kind::kInt || !far || recipe.constants.empty()) return;
  recipe.kind = Kind::kOneOf;  // wholly beyond 64 bits: the bounds are all that is drawn
  recipe.encoded = recipe.constants;
}

void SetPieces(const Domain& domain, Recipe& recipe) {
  if (!domain.tokens.empty()) {
    recipe.pieces = domain.tokens;
  } else if (domain.kind == Kind::kStr) {
    for (const char32_t point : CodePoints(domain.alphabet)) {
      recipe.pieces.emplace_back();
      AppendCodePoint(recipe.pieces.back(), point);
    }
  } else {
    for (const char byte : domain.alphabet) recipe.pieces.emplace_back(1, byte);
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

bool IsLeaf(const Recipe& recipe) {
  switch (recipe.kind) {
    case Kind::kAny:
    case Kind::kJson:
    case Kind::kPyObj:
    case Kind::kElementOf:
      return false;
    case Kind::kUnion:
      return std::all_of(recipe.items.begin(), recipe.items.end(),
                         [](const Recipe& r) { return r.leaf; });
    default:
      return recipe.items.empty() || recipe.kind == Kind::kCallable;
  }
}

int PoolOf(const Domain& domain, Kitchen& kitchen) {
  const auto text = ToString(domain);
  const auto found = std::find(kitchen.pools.begin(), kitchen.pools.end(), text);
  if (found != kitchen.pools.end()) return static_cast<int>(found - kitchen.pools.begin());
  if (kitchen.pools.size() == kMostPools) return -1;
  kitchen.pools.push_back(text);
  return static_cast<int>(kitchen.pools.size()) - 1;
}

// A NaN has no place in an order; a list that says it is sorted has none.
void ForbidNan(Recipe& recipe) {
  recipe.allows_nan = false;
  std::erase_if(recipe.constants, [](const std::string& item) {
    return item.size() == 9 && item.compare(0, 2, "\xfb\x7f") == 0;
  });
  for (Recipe& item : recipe.items) ForbidNan(item);
}

}  // namespace

Recipe MakeRecipe(const Domain& domain, Kitchen& kitchen, bool hashable) {
  Recipe recipe;
  recipe.kind = domain.kind;
  recipe.hashable = hashable;
  const bool keyed = domain.kind == Kind::kSet || domain.kind == Kind::kFrozenSet;
  for (std::size_t i = 0; i < domain.items.size(); ++i)
    recipe.items.push_back(MakeRecipe(*domain.items[i], kitchen,
                                      hashable || keyed || (domain.kind == Kind::kDict && i == 0)));
  for (const Value& value : domain.values) recipe.encoded.push_back(Encoded(value));
  SetBounds(domain, recipe);
  SetPieces(domain, recipe);
  if (IsAtom(domain.kind) && kitchen.hints != nullptr) AddConstants(domain, *kitchen.hints, recipe);
  recipe.sorted = domain.sorted, recipe.unique = domain.unique, recipe.variadic = domain.variadic;
  recipe.min_len = domain.min_len;
  if (domain.max_len) recipe.max_len = *domain.max_len;
  recipe.grammar = domain.grammar, recipe.rules = domain.rules;
  recipe.simple_keys = IsSimpleKey(domain);
  recipe.leaf = IsLeaf(recipe);
  recipe.mutable_here = IsMutable(domain.kind);
  if (IsAtom(domain.kind)) recipe.pool = PoolOf(domain, kitchen);
  const auto named = std::find(kitchen.parameters.begin(), kitchen.parameters.end(), domain.text);
  if (IsDependent(domain) && named != kitchen.parameters.end()) {
    recipe.argument = static_cast<int>(named - kitchen.parameters.begin());
    const Domain& referent = *kitchen.domains[static_cast<std::size_t>(recipe.argument)];
    if (domain.kind == Kind::kElementOf)  // what to draw while there are no elements
      recipe.items.push_back(
          MakeRecipe(referent.items.empty() ? Domain{} : *referent.items[0], kitchen, hashable));
  }
  if (domain.sorted)
    for (Recipe& item : recipe.items) ForbidNan(item), item.pool = -1;
  return recipe;
}

}  // namespace lockstep
