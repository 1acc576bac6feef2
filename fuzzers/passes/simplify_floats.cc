#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

#include "fuzzers/passes.h"

namespace lockstep {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double Rounded(double value, int digits) {
  std::array<char, 64> text{};
  const auto written = std::to_chars(text.data(), text.data() + text.size(), value,
                                     std::chars_format::scientific, digits - 1);
  double rounded = value;
  std::from_chars(text.data(), written.ptr, rounded);
  return rounded;
}

// From the simplest up; what is not simpler than the value is not tried.
std::vector<Value> Candidates(const Domain* domain, double value) {
  std::vector<Value> all{domain != nullptr && domain->kind == Domain::Kind::kFloat
                             ? SimplestOf(domain)
                             : Value::Float(0),
                         Value::Float(0), Value::Float(1), Value::Float(2)};
  if (std::isfinite(value)) {
    for (const double whole : {std::trunc(std::fabs(value)), std::ceil(std::fabs(value)),
                               std::trunc(value), std::floor(value), -value})
      all.push_back(Value::Float(whole));
    for (int digits = 1; digits < 17; ++digits) {
      all.push_back(Value::Float(Rounded(std::fabs(value), digits)));
      all.push_back(Value::Float(Rounded(value, digits)));
    }
    return all;
  }
  for (const double real : {0.5, -0.0, -1.0, 0x1p53, 1e308, kInfinity, -kInfinity})
    all.push_back(Value::Float(real));
  Value nan = Value::Float(0);
  nan.bits = 0x7ff8000000000000;
  all.push_back(nan);
  return all;
}

// Integral values by magnitude: the bits of a positive double are in its order.
void Bisect(Shrinking& shrinking, const std::vector<std::size_t>& path) {
  const double value = At(shrinking.current(), path).real();
  const double sign = std::signbit(value) ? -1 : 1;
  double low = 2, high = std::fabs(value);  // 0, 1 and 2 were tried
  while (!shrinking.spent()) {
    // Among numbers that doubles count one by one, halve the value; beyond, the exponent.
    const bool counted = high < 0x1p52;
    const auto bits = [](double real) { return std::bit_cast<std::uint64_t>(real); };
    std::vector<double> points;
    for (const int quarter : {1, 2, 3}) {
      const double point =
          counted ? std::floor(low + (high - low) * quarter / 4)
                  : std::floor(std::bit_cast<double>(
                        bits(low) + (bits(high) - bits(low)) / 4 * static_cast<unsigned>(quarter)));
      if (point > low && point < high && (points.empty() || points.back() < point))
        points.push_back(point);
    }
    if (points.empty()) return;
    std::vector<Value> values;
    values.reserve(points.size());
    for (const double point : points) values.push_back(Value::Float(sign * point));
    const auto taken = shrinking.TryValues(path, values);
    if (taken) {
      high = points[*taken];
      if (*taken > 0) low = points[*taken - 1];
    } else {
      low = points.back();
    }
  }
}

void SimplifyAt(Shrinking& shrinking, const Place& place) {
  const double value = At(shrinking.current(), place.path).real();
  shrinking.TryValues(place.path, Candidates(place.domain, value));
  const double now = At(shrinking.current(), place.path).real();
  if (std::isfinite(now) && now == std::floor(now) && std::fabs(now) > 2)
    Bisect(shrinking, place.path);
}

void SimplifyComplex(Shrinking& shrinking, const Place& place) {
  const Value value = At(shrinking.current(), place.path);
  const double re = value.real(), im = value.imag();
  shrinking.TryValues(
      place.path,
      {Value::Complex(0, 0), Value::Complex(re, 0), Value::Complex(0, im), Value::Complex(1, 0),
       Value::Complex(0, 1), Value::Complex(std::fabs(re), std::fabs(im)),
       Value::Complex(std::trunc(re), std::trunc(im)), Value::Complex(std::trunc(re), im),
       Value::Complex(re, std::trunc(im)), Value::Complex(Rounded(re, 2), Rounded(im, 2))});
}

}  // namespace

void SimplifyFloats(Shrinking& shrinking) {
  const auto places = shrinking.Places();
  for (const Place& place : places) {
    if (shrinking.spent()) return;
    const auto kind = At(shrinking.current(), place.path).kind;
    if (kind == Value::Kind::kFloat) SimplifyAt(shrinking, place);
    if (kind == Value::Kind::kComplex) SimplifyComplex(shrinking, place);
  }
}

}  // namespace lockstep
