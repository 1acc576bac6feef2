#include <algorithm>
#include <map>

#include "fuzzers/descent.h"
#include "fuzzers/magnitude.h"
#include "fuzzers/passes.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

using Paths = std::vector<std::vector<std::size_t>>;

// Atoms that occur more than once, by their bytes.
std::vector<Paths> Groups(const Shrinking& shrinking) {
  std::map<std::vector<std::uint8_t>, Paths> by_bytes;
  for (const Place& place : shrinking.Places()) {
    const Value& value = At(shrinking.current(), place.path);
    if (!value.items.empty() || value.kind == Value::Kind::kReference ||
        value.kind <= Value::Kind::kBool)
      continue;
    by_bytes[wire::Encode(value)].push_back(place.path);
  }
  std::vector<Paths> groups;
  for (auto& [bytes, paths] : by_bytes)
    if (paths.size() > 1) groups.push_back(std::move(paths));
  return groups;
}

std::optional<Case> WithAll(const Case& current, const Paths& paths, const Value& value) {
  Case candidate = current;
  for (const auto& path : paths) At(candidate, path) = value;
  return candidate;
}

std::vector<Value> SimplerThan(const Value& value) {
  switch (value.kind) {
    case Value::Kind::kInt:
      if (IsNegative(value)) return {Value::Int(0), Negated(value)};
      return {Value::Int(0)};
    case Value::Kind::kFloat:
      return {Value::Float(0), Value::Float(1),
              Value::Float(static_cast<double>(
                  static_cast<std::int64_t>(std::clamp(value.real(), -1e15, 1e15))))};
    case Value::Kind::kStr:
      return {Value::Str(""), Value::Str("a"), Value::Str(value.text.substr(0, 1))};
    case Value::Kind::kBytes:
      return {Value::Bytes(""), Value::Bytes("a")};
    default:
      return {Value::None()};
  }
}

}  // namespace

void LowerTogether(Shrinking& shrinking) {
  for (const Paths& paths : Groups(shrinking)) {
    if (shrinking.spent()) return;
    const Value value = At(shrinking.current(), paths[0]);
    const auto values = SimplerThan(value);
    const auto taken = shrinking.TryEach(values.size(), [&](std::size_t i) {
      return WithAll(shrinking.current(), paths, values[i]);
    });
    if (taken == std::size_t{0} || value.kind != Value::Kind::kInt) continue;
    const Value now = At(shrinking.current(), paths[0]);
    Descend(shrinking, "", MagnitudeOf(now),
            [&](const Case& current, const std::string& magnitude) {
              return WithAll(current, paths, IntegerOf(IsNegative(now), magnitude));
            });
  }
}

}  // namespace lockstep
