#include <cmath>

#include "fuzzers/descent.h"
#include "fuzzers/magnitude.h"
#include "fuzzers/passes.h"

namespace lockstep {
namespace {

using Path = std::vector<std::size_t>;

constexpr std::size_t kFarthest = 4;  // neighbours that are paired with

std::optional<Case> WithBoth(const Case& current, const Path& first, Value one, const Path& second,
                             Value other) {
  Case candidate = current;
  At(candidate, first) = std::move(one);
  At(candidate, second) = std::move(other);
  return candidate;
}

Value Plus(const Value& left, const Value& right) {
  if (left.kind == Value::Kind::kInt) return AddIntegers(left, right);
  return Value::Float(left.real() + right.real());
}

Value Minus(const Value& left, const Value& right) {
  if (left.kind == Value::Kind::kInt) return AddIntegers(left, Negated(right));
  return Value::Float(left.real() - right.real());
}

Value Zero(const Value& like) {
  return like.kind == Value::Kind::kInt ? Value::Int(0) : Value::Float(0);
}

bool IsFinite(const Value& value) {
  return value.kind == Value::Kind::kInt ||
         (value.kind == Value::Kind::kFloat && std::isfinite(value.real()));
}

bool IsZero(const Value& value) {
  return value.kind == Value::Kind::kInt ? MagnitudeOf(value).empty() : value.real() == 0;
}

Value Absolute(const Value& value) {
  if (value.kind == Value::Kind::kInt) return IntegerOf(false, MagnitudeOf(value));
  return Value::Float(std::fabs(value.real()));
}

// (a, b): the sum in one of them; both moved so that one is 0; the two exchanged, or without signs.
void TryPair(Shrinking& shrinking, const Path& first, const Path& second) {
  const Value a = At(shrinking.current(), first), b = At(shrinking.current(), second);
  const Value zero = Zero(a), sum = Plus(a, b);
  const std::pair<Value, Value> pairs[] = {
      {zero, sum}, {sum, zero},         {zero, Minus(b, a)}, {Minus(a, b), zero},
      {b, a},      {zero, Minus(a, b)}, {Minus(b, a), zero}, {Absolute(a), Absolute(b)},
  };
  shrinking.TryEach(std::size(pairs), [&](std::size_t i) {
    return WithBoth(shrinking.current(), first, pairs[i].first, second, pairs[i].second);
  });
}

// As much of the first as possible goes to the second.
void Move(Shrinking& shrinking, const Path& first, const Path& second) {
  const Value a = At(shrinking.current(), first), b = At(shrinking.current(), second);
  if (a.kind != Value::Kind::kInt || IsNegative(a) || IsNegative(b) || IsZero(a) || IsZero(b))
    return;
  const Value sum = Plus(a, b);
  Descend(shrinking, "", MagnitudeOf(a),
          [&](const Case& current, const std::string& magnitude) -> std::optional<Case> {
            const Value left = IntegerOf(false, magnitude);
            return WithBoth(current, first, left, second, Minus(sum, left));
          });
}

}  // namespace

void Redistribute(Shrinking& shrinking) {
  std::vector<Path> numbers;
  for (const Place& place : shrinking.Places())
    if (IsFinite(At(shrinking.current(), place.path))) numbers.push_back(place.path);
  for (std::size_t i = 0; i < numbers.size(); ++i)
    for (std::size_t j = i + 1; j < numbers.size() && j <= i + kFarthest && !shrinking.spent();
         ++j) {
      const Value &a = At(shrinking.current(), numbers[i]),
                  &b = At(shrinking.current(), numbers[j]);
      if (a.kind != b.kind || (IsZero(a) && IsZero(b))) continue;
      const std::size_t before = shrinking.accepted();
      TryPair(shrinking, numbers[i], numbers[j]);
      if (before == shrinking.accepted()) Move(shrinking, numbers[i], numbers[j]);
    }
}

}  // namespace lockstep
