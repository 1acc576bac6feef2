#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "fuzzers/compiled_domain.h"
#include "fuzzers/passes.h"
#include "fuzzers/simplest.h"

namespace lockstep {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// One real number of a case: a float, or a part of a complex.
class Real {
 public:
  enum class Part : std::uint8_t { kWhole, kReal, kImaginary };

  Real(Shrinking& shrinking, Place place, Part part)
      : shrinking_(shrinking), place_(std::move(place)), part_(part) {}

  const Domain* domain() const { return part_ == Part::kWhole ? place_.domain : nullptr; }
  bool spent() const { return shrinking_.spent(); }
  void Settle() {
    if (part_ == Part::kWhole) shrinking_.Settle(place_.path);
  }

  double Now() const {
    const Value& value = At(shrinking_.current(), place_.path);
    return part_ == Part::kImaginary ? value.imag() : value.real();
  }

  std::optional<std::size_t> Try(const std::vector<double>& reals) {
    std::vector<Value> values;
    values.reserve(reals.size());
    for (const double real : reals) values.push_back(With(real));
    return shrinking_.TryValues(place_.path, values);
  }

 private:
  Value With(double real) const {
    Value value = At(shrinking_.current(), place_.path);
    (part_ == Part::kImaginary ? value.bits2 : value.bits) = std::bit_cast<std::uint64_t>(real);
    return value;
  }

  Shrinking& shrinking_;
  Place place_;
  Part part_;
};

double Read(const char* begin, const char* end, double otherwise) {
  std::from_chars(begin, end, otherwise);
  return otherwise;
}

double Rounded(double value, int digits) {
  std::array<char, 64> text{};
  const auto written = std::to_chars(text.data(), text.data() + text.size(), value,
                                     std::chars_format::scientific, digits - 1);
  return Read(text.data(), written.ptr, value);
}

double PowerOfTen(double exponent) {
  const std::string text = "1e" + std::to_string(static_cast<int>(exponent));
  return Read(text.data(), text.data() + text.size(), 0);
}

bool IsIntegral(double value) { return std::isfinite(value) && value == std::floor(value); }

std::vector<double> OfFinite(double value) {
  std::vector<double> all{std::trunc(std::fabs(value)), std::ceil(std::fabs(value)),
                          std::trunc(value), std::floor(value), -value};
  for (int digits = 1; digits < 17; ++digits) {
    all.push_back(Rounded(std::fabs(value), digits));
    all.push_back(Rounded(value, digits));
  }
  return all;
}

// From the simplest up; what is not simpler than the value is not tried.
std::vector<double> Candidates(const Domain* domain, double value) {
  std::vector<double> all{0, 1, 2};
  if (domain != nullptr && domain->kind == Domain::Kind::kFloat)
    all.insert(all.begin(), SimplestOf(domain).real());
  const auto more = std::isfinite(value) ? OfFinite(value)
                                         : std::vector<double>{0.5,   -0.0,      -1.0,       0x1p53,
                                                               1e308, kInfinity, -kInfinity, kNan};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

// Between `low` and `high`: powers of ten, for limits are round more often than not; then eighths.
std::vector<double> PointsBetween(double low, double high) {
  const double least = std::floor(std::log10(low)) + 1, most = std::ceil(std::log10(high)) - 1;
  std::vector<double> points;
  for (unsigned eighth = 1; eighth < 8; ++eighth) {
    const double exponent = std::floor(least + (most - least + 1) * eighth / 8);
    const double point =
        std::floor(most >= least ? PowerOfTen(exponent) : low + (high - low) / 8 * eighth);
    if (point > low && point < high && (points.empty() || points.back() < point))
      points.push_back(point);
  }
  return points;
}

// Integral values by magnitude.
void Bisect(Real& real) {
  const double sign = std::signbit(real.Now()) ? -1 : 1;
  double low = 2, high = std::fabs(real.Now());  // 0, 1 and 2 were tried
  while (!real.spent()) {
    const auto points = PointsBetween(low, high);
    if (points.empty()) return real.Settle();
    std::vector<double> signed_points;
    for (const double point : points) signed_points.push_back(sign * point);
    const auto taken = real.Try(signed_points);
    if (!taken) {
      low = points.back();
      continue;
    }
    high = points[*taken];
    if (*taken > 0) low = points[*taken - 1];
  }
}

// What depends on the last bits fails for some short fractions, though not for one that is near.
void TryShortFractions(Real& real) {
  std::vector<double> all;
  for (const double scale : {10.0, 100.0})
    for (int i = 1; i < 20; ++i)
      if (i % 10 != 0) all.push_back(i / scale);
  real.Try(all);
}

void Simplify(Real real) {
  real.Try(Candidates(real.domain(), real.Now()));
  const double now = real.Now();
  if (IsIntegral(now) && std::fabs(now) > 2) Bisect(real);
  if (std::isfinite(now) && !IsIntegral(now) && now != Rounded(now, 2)) TryShortFractions(real);
}

void SimplifyComplex(Shrinking& shrinking, const Place& place) {
  const Value value = At(shrinking.current(), place.path);
  const double re = value.real(), im = value.imag();
  shrinking.TryValues(
      place.path,
      {Value::Complex(0, 0), Value::Complex(re, 0), Value::Complex(0, im), Value::Complex(1, 0),
       Value::Complex(0, 1), Value::Complex(std::fabs(re), std::fabs(im)),
       Value::Complex(std::trunc(re), std::trunc(im))});
  Simplify(Real(shrinking, place, Real::Part::kReal));
  Simplify(Real(shrinking, place, Real::Part::kImaginary));
}

}  // namespace

void SimplifyFloats(Shrinking& shrinking) {
  const auto places = shrinking.Places();
  for (const Place& place : places) {
    if (shrinking.spent()) return;
    if (shrinking.IsSettled(place.path)) continue;
    const auto kind = At(shrinking.current(), place.path).kind;
    if (kind == Value::Kind::kFloat) Simplify(Real(shrinking, place, Real::Part::kWhole));
    if (kind == Value::Kind::kComplex) SimplifyComplex(shrinking, place);
  }
}

}  // namespace lockstep
