#include "fuzzers/magnitude.h"

#include <algorithm>
#include <cstdint>

namespace lockstep {
namespace {

unsigned Digit(const std::string& magnitude, std::size_t from_end) {
  return from_end < magnitude.size()
             ? static_cast<unsigned char>(magnitude[magnitude.size() - 1 - from_end])
             : 0;
}

std::string Trimmed(std::string magnitude) {
  magnitude.erase(0, std::min(magnitude.find_first_not_of('\0'), magnitude.size()));
  return magnitude;
}

}  // namespace

std::string MagnitudeOf(const Value& integer) {
  if (!integer.text.empty()) return integer.text;
  const auto bits = static_cast<std::uint64_t>(integer.small);
  std::string magnitude;
  for (std::uint64_t size = integer.small < 0 ? ~bits + 1 : bits; size > 0; size >>= 8)
    magnitude.insert(magnitude.begin(), static_cast<char>(size & 0xff));
  return magnitude;
}

bool IsNegative(const Value& integer) { return integer.small < 0; }

Value IntegerOf(bool negative, const std::string& magnitude) {
  return Value::BigInt(negative, magnitude);
}

bool IsLess(const std::string& left, const std::string& right) {
  return left.size() != right.size() ? left.size() < right.size() : left < right;
}

std::string Sum(const std::string& left, const std::string& right) {
  std::string sum;
  unsigned carry = 0;
  for (std::size_t i = 0; i < std::max(left.size(), right.size()) || carry > 0; ++i) {
    carry += Digit(left, i) + Digit(right, i);
    sum.push_back(static_cast<char>(carry & 0xff));
    carry >>= 8;
  }
  std::reverse(sum.begin(), sum.end());
  return Trimmed(std::move(sum));
}

std::string Difference(const std::string& larger, const std::string& smaller) {
  std::string difference;
  int borrow = 0;
  for (std::size_t i = 0; i < larger.size(); ++i) {
    const int digit =
        static_cast<int>(Digit(larger, i)) - static_cast<int>(Digit(smaller, i)) - borrow;
    borrow = digit < 0 ? 1 : 0;
    difference.push_back(static_cast<char>(digit & 0xff));
  }
  std::reverse(difference.begin(), difference.end());
  return Trimmed(std::move(difference));
}

std::string MiddleOf(const std::string& low, const std::string& high) {
  std::string sum = Sum(low, high);
  unsigned carry = 0;
  for (char& digit : sum) {
    const unsigned whole = carry << 8 | static_cast<unsigned char>(digit);
    digit = static_cast<char>(whole >> 1);
    carry = whole & 1;
  }
  return Trimmed(std::move(sum));
}

Value Negated(const Value& integer) {
  return IntegerOf(!IsNegative(integer), MagnitudeOf(integer));
}

Value AddIntegers(const Value& left, const Value& right) {
  const std::string a = MagnitudeOf(left), b = MagnitudeOf(right);
  if (IsNegative(left) == IsNegative(right)) return IntegerOf(IsNegative(left), Sum(a, b));
  if (IsLess(a, b)) return IntegerOf(IsNegative(right), Difference(b, a));
  return IntegerOf(IsNegative(left), Difference(a, b));
}

}  // namespace lockstep
