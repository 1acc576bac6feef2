#include "fuzzers/descent.h"
#include "fuzzers/magnitude.h"
#include "fuzzers/passes.h"
#include "fuzzers/simplest.h"

namespace lockstep {
namespace {

void LowerAt(Shrinking& shrinking, const Place& place) {
  const Value value = At(shrinking.current(), place.path);
  Value simplest = place.domain == nullptr || place.domain->kind != Domain::Kind::kInt
                       ? Value::Int(0)
                       : SimplestOf(place.domain);
  if (simplest.kind != Value::Kind::kInt || value == simplest) return;
  std::vector<Value> first{simplest};
  if (IsNegative(value)) first.push_back(Negated(value));
  if (shrinking.TryValues(place.path, first) == std::size_t{0}) return;
  const bool negative = IsNegative(At(shrinking.current(), place.path));
  const auto with = [&](const Case& current, const std::string& magnitude) -> std::optional<Case> {
    Case candidate = current;
    At(candidate, place.path) = IntegerOf(negative, magnitude);
    return candidate;
  };
  const bool same_side = IsNegative(simplest) == negative;
  const std::string low = same_side ? MagnitudeOf(simplest) : "";
  const std::string least = Descend(shrinking, low, MagnitudeOf(value), with);
  // What fails may not be a half-line: odd numbers, multiples, particular digits; and what fails
  // far above zero often fails just below it.
  std::vector<Value> others;
  std::string magnitude = least;
  for (int i = 0; i < 3 && IsLess(low, magnitude); ++i) {
    magnitude = Difference(magnitude, "\x01");
    others.push_back(IntegerOf(negative, magnitude));
  }
  for (const std::int64_t small : {1, -1, 2, 3})
    if (!others.empty()) others.push_back(Value::Int(small));
  if (!shrinking.TryValues(place.path, others)) shrinking.Settle(place.path);
}

}  // namespace

void LowerNumbers(Shrinking& shrinking) {
  const auto places = shrinking.Places();
  for (const Place& place : places) {
    if (shrinking.spent()) return;
    if (shrinking.IsSettled(place.path)) continue;
    if (At(shrinking.current(), place.path).kind == Value::Kind::kInt) LowerAt(shrinking, place);
  }
}

}  // namespace lockstep
