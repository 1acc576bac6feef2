#include "oracles/closeness.h"

#include <bit>
#include <cmath>

namespace lockstep {
namespace {

constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
constexpr double kRoundingShare = 1e-6;     // of the larger magnitude
constexpr std::uint64_t kRoundingUlps = 4;  // for subnormals, where shares mean little

// Doubles in order of value become integers in order; both zeros become kSign.
std::uint64_t Rank(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  return (bits & kSign) != 0 ? kSign - (bits & ~kSign) : kSign + bits;
}

}  // namespace

std::uint64_t UlpDistance(double left, double right) {
  const std::uint64_t a = Rank(left), b = Rank(right);
  return a < b ? b - a : a - b;
}

bool Close(std::uint64_t expected_bits, std::uint64_t actual_bits, const Tolerance& tolerance) {
  if (expected_bits == actual_bits) return true;
  if (!tolerance.any()) return false;
  const auto expected = std::bit_cast<double>(expected_bits);
  const auto actual = std::bit_cast<double>(actual_bits);
  if (std::isnan(expected) || std::isnan(actual)) return std::isnan(expected) && std::isnan(actual);
  if (expected == actual) return tolerance.absolute.has_value();  // the two zeros
  if (std::isinf(expected) || std::isinf(actual)) return false;
  if (tolerance.ulp && UlpDistance(expected, actual) <= *tolerance.ulp) return true;
  if (!tolerance.relative && !tolerance.absolute) return false;
  const double allowed =
      tolerance.absolute.value_or(0) + tolerance.relative.value_or(0) * std::fabs(expected);
  return std::fabs(expected - actual) <= allowed;
}

const char* FloatDifference(std::uint64_t expected_bits, std::uint64_t actual_bits) {
  const auto expected = std::bit_cast<double>(expected_bits);
  const auto actual = std::bit_cast<double>(actual_bits);
  if (std::isnan(expected) && std::isnan(actual)) return "nan-payload";
  if (std::isnan(expected) || std::isnan(actual)) return "nan";
  if (expected == actual) return "negative-zero";
  if (std::isinf(expected) || std::isinf(actual)) return "value";
  const double larger = std::fmax(std::fabs(expected), std::fabs(actual));
  const bool rounding = UlpDistance(expected, actual) <= kRoundingUlps ||
                        std::fabs(expected - actual) <= kRoundingShare * larger;
  return rounding ? "float-rounding" : "value";
}

}  // namespace lockstep
