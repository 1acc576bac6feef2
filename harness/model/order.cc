#include "harness/model/order.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace lockstep {
namespace {

using Kind = Value::Kind;

bool IsBig(const Value& value) { return value.kind == Kind::kInt && !value.text.empty(); }

// An integral double as an int Value; its magnitude may pass 64 bits.
Value IntegralOf(double value) {
  if (value >= -0x1p63 && value < 0x1p63) return Value::Int(static_cast<std::int64_t>(value));
  int exponent = 0;
  const double fraction = std::frexp(std::fabs(value), &exponent);
  auto mantissa = static_cast<std::uint64_t>(std::ldexp(fraction, 53));
  const int shift = exponent - 53;  // > 0: the value is at least 2^63
  mantissa <<= shift % 8;           // at most 60 bits
  std::string magnitude;
  for (int byte = 7; byte >= 0; --byte)
    magnitude.push_back(static_cast<char>(mantissa >> (8 * byte) & 0xff));
  magnitude.append(static_cast<std::size_t>(shift / 8), '\0');
  return Value::BigInt(value < 0, magnitude);
}

std::strong_ordering Reversed(std::strong_ordering order) {
  if (std::is_eq(order)) return order;
  return std::is_lt(order) ? std::strong_ordering::greater : std::strong_ordering::less;
}

std::strong_ordering CompareInts(const Value& left, const Value& right) {
  if (!IsBig(left) && !IsBig(right)) return left.small <=> right.small;
  if (!IsBig(left)) return 0 <=> right.small;  // a big one's small is its sign
  if (!IsBig(right)) return left.small <=> 0;
  if (left.small != right.small) return left.small <=> right.small;
  auto order = left.text.size() <=> right.text.size();
  if (std::is_eq(order)) order = left.text.compare(right.text) <=> 0;
  return left.small > 0 ? order : Reversed(order);
}

std::partial_ordering CompareIntFloat(const Value& integer, double real) {
  if (std::isnan(real)) return std::partial_ordering::unordered;
  if (std::isinf(real)) return 0.0 <=> real;
  const double floor = std::floor(real);
  const auto order = CompareInts(integer, IntegralOf(floor));
  return std::is_eq(order) && floor < real ? std::strong_ordering::less : order;
}

std::string IntImage(const Value& value) {
  if (IsBig(value)) return (value.small < 0 ? "I-" : "I+") + value.text;
  return "i" + std::to_string(value.small);
}

std::string RealImage(double real) {
  if (std::isfinite(real) && real == std::floor(real)) return IntImage(IntegralOf(real));
  return "f" + std::to_string(std::bit_cast<std::uint64_t>(real));
}

std::string Sized(char mark, const std::string& text) {
  return mark + std::to_string(text.size()) + ":" + text;
}

std::string ItemsImage(char mark, const Value& value, bool ordered, std::size_t stride = 1) {
  std::vector<std::string> images;
  for (std::size_t i = 0; i + stride <= value.items.size(); i += stride) {
    std::string image;
    for (std::size_t j = 0; j < stride; ++j) image += Sized('.', EqualityImage(value.items[i + j]));
    images.push_back(std::move(image));
  }
  if (!ordered) std::sort(images.begin(), images.end());
  std::string all(1, mark);
  for (const auto& image : images) all += image;
  return all;
}

bool LessItems(const Value& left, const Value& right) {
  const std::size_t shared = std::min(left.items.size(), right.items.size());
  for (std::size_t i = 0; i < shared; ++i)
    if (EqualityImage(left.items[i]) != EqualityImage(right.items[i]))
      return PythonLess(left.items[i], right.items[i]);
  return left.items.size() < right.items.size();
}

}  // namespace

bool IsNumber(const Value& value) {
  return value.kind == Kind::kBool || value.kind == Kind::kInt || value.kind == Kind::kFloat;
}

std::partial_ordering CompareNumbers(const Value& left, const Value& right) {
  const bool left_real = left.kind == Kind::kFloat, right_real = right.kind == Kind::kFloat;
  if (left_real && right_real) return left.real() <=> right.real();
  if (right_real) return CompareIntFloat(left, right.real());
  if (left_real) {
    const auto order = CompareIntFloat(right, left.real());
    if (std::is_lt(order)) return std::partial_ordering::greater;
    return std::is_gt(order) ? std::partial_ordering::less : order;
  }
  return CompareInts(left, right);
}

std::string EqualityImage(const Value& value) {
  switch (value.kind) {
    case Kind::kNone:
      return "N";
    case Kind::kBool:
    case Kind::kInt:
      return IntImage(value);
    case Kind::kFloat:
      return RealImage(value.real());
    case Kind::kComplex:
      if (value.imag() == 0) return RealImage(value.real());
      return "c" + RealImage(value.real()) + RealImage(value.imag());
    case Kind::kStr:
      return Sized('s', value.text);
    case Kind::kBytes:
    case Kind::kByteArray:
      return Sized('b', value.text);
    case Kind::kTuple:
      return ItemsImage('t', value, true);
    case Kind::kList:
      return ItemsImage('l', value, true);
    case Kind::kDict:
      return ItemsImage('d', value, false, 2);
    case Kind::kSet:
    case Kind::kFrozenSet:
      return ItemsImage('S', value, false);
    case Kind::kSubclass:
      if (!value.items.empty()) return EqualityImage(value.items[0]);
      break;
    default:
      break;
  }
  return "o" + std::to_string(static_cast<int>(value.kind)) + "," + std::to_string(value.small) +
         Sized(':', value.text) + ItemsImage('o', value, true);
}

bool PythonLess(const Value& left, const Value& right) {
  if (IsNumber(left) && IsNumber(right)) return std::is_lt(CompareNumbers(left, right));
  if (left.kind != right.kind) return false;
  switch (left.kind) {
    case Kind::kStr:  // UTF-8 sorts as its code points do
    case Kind::kBytes:
    case Kind::kByteArray:
      return left.text < right.text;
    case Kind::kTuple:
    case Kind::kList:
      return LessItems(left, right);
    default:
      return false;
  }
}

bool IsHashable(const Value& value) {
  switch (value.kind) {
    case Kind::kList:
    case Kind::kDict:
    case Kind::kSet:
    case Kind::kByteArray:
    case Kind::kSlice:
    case Kind::kReference:
      return false;
    case Kind::kSubclass:
      return !value.items.empty() && IsHashable(value.items[0]);
    case Kind::kTuple:
    case Kind::kFrozenSet:
      return std::all_of(value.items.begin(), value.items.end(), IsHashable);
    default:
      return true;
  }
}

}  // namespace lockstep
