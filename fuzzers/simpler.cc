#include "fuzzers/simpler.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <map>
#include <string>

#include "harness/model/text.h"

namespace lockstep {
namespace {

using ValueKind = Value::Kind;

struct Measure {
  std::uint64_t operations = 0, nodes = 0, text = 0, odd = 0;
  friend auto operator<=>(const Measure&,
                          const Measure&) = default;  // NOLINT(modernize-use-nullptr)
};

constexpr std::uint64_t kMostNodes = std::uint64_t{1} << 40;  // references to references grow fast

bool HasText(const Value& value) {
  return value.kind == ValueKind::kStr || value.kind == ValueKind::kBytes ||
         value.kind == ValueKind::kByteArray || value.kind == ValueKind::kExpr;
}

bool IsPlain(char32_t point) { return point >= 0x20 && point < 0x7f; }

std::uint64_t OddityOf(double value) {
  if (std::isnan(value)) return std::bit_cast<std::uint64_t>(value) == 0x7ff8000000000000 ? 5 : 6;
  if (std::isinf(value)) return value > 0 ? 3 : 4;
  return (std::signbit(value) ? 1 : 0) + (value == std::floor(value) ? 0 : 1);
}

// About as many as its decimal digits; none for 0, so that a sum is never odder than its parts.
std::uint64_t DigitsOfInt(const Value& value) {
  const auto bits = static_cast<std::uint64_t>(value.small);
  std::uint64_t length = std::bit_width(value.small < 0 ? ~bits + 1 : bits);
  if (!value.text.empty())
    length =
        8 * (value.text.size() - 1) + std::bit_width(static_cast<unsigned char>(value.text[0]));
  return length == 0 ? 0 : 1 + length * 301 / 1000;
}

std::uint64_t OddityOf(const Value& value) {
  switch (value.kind) {
    case ValueKind::kInt:
      return DigitsOfInt(value) + (value.small < 0 ? 1 : 0);
    case ValueKind::kFloat:
      return OddityOf(value.real());
    case ValueKind::kComplex:
      return OddityOf(value.real()) + OddityOf(value.imag());
    case ValueKind::kStr:
    case ValueKind::kBytes:
    case ValueKind::kByteArray: {
      const auto points = CodePoints(value.text);
      return points.size() -
             static_cast<std::size_t>(std::count_if(points.begin(), points.end(), IsPlain));
    }
    default:
      return 0;
  }
}

class Measuring {
 public:
  Measure measure;

  void Add(const Value& value) {
    const std::uint64_t before = measure.nodes;
    measure.nodes = std::min(measure.nodes + 1, kMostNodes);
    if (value.kind == ValueKind::kReference) {  // of a cycle: its label is not measured yet
      const auto found = sizes_.find(value.small);
      measure.nodes =
          std::min(measure.nodes + (found == sizes_.end() ? 1 : found->second), kMostNodes);
    }
    if (HasText(value))
      measure.text +=
          value.kind == ValueKind::kStr ? CodePoints(value.text).size() : value.text.size();
    measure.odd += OddityOf(value);
    for (const Value& item : value.items) Add(item);
    if (value.label >= 0) sizes_[value.label] = measure.nodes - before;
  }

 private:
  std::map<std::int64_t, std::uint64_t> sizes_;
};

// -- atoms

std::strong_ordering CompareInts(const Value& left, const Value& right) {
  const auto magnitude = [](const Value& value) {
    if (!value.text.empty()) return value.text;
    const auto bits = static_cast<std::uint64_t>(value.small);
    std::uint64_t size = value.small < 0 ? ~bits + 1 : bits;
    std::string text;
    for (; size > 0; size >>= 8) text.insert(text.begin(), static_cast<char>(size & 0xff));
    return text;
  };
  const std::string a = magnitude(left), b = magnitude(right);
  if (const auto order = a.size() <=> b.size(); std::is_neq(order)) return order;
  if (const int order = a.compare(b); order != 0) return order <=> 0;
  return (left.small < 0) <=> (right.small < 0);
}

std::size_t DigitsOf(double value) {
  std::array<char, 32> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific)
          .ptr;
  return static_cast<std::size_t>(
      std::count_if(text.data(), std::find(text.data(), end, 'e'),
                    [](char letter) { return letter >= '0' && letter <= '9'; }));
}

// Integral ones by magnitude, fractions by digits and magnitude, then inf and NaN.
std::strong_ordering CompareFloats(std::uint64_t left, std::uint64_t right) {
  const double a = std::bit_cast<double>(left), b = std::bit_cast<double>(right);
  const auto rank = [](double value) {
    if (std::isnan(value)) return 3;
    if (std::isinf(value)) return 2;
    return value == std::floor(value) ? 0 : 1;
  };
  if (const auto order = rank(a) <=> rank(b); std::is_neq(order)) return order;
  if (rank(a) == 1)
    if (const auto order = DigitsOf(std::fabs(a)) <=> DigitsOf(std::fabs(b)); std::is_neq(order))
      return order;
  constexpr std::uint64_t kMagnitude = ~(std::uint64_t{1} << 63);
  if (const auto order = (left & kMagnitude) <=> (right & kMagnitude); std::is_neq(order))
    return order;
  return left <=> right;
}

std::strong_ordering CompareTexts(const std::string& left, const std::string& right) {
  const auto a = CodePoints(left), b = CodePoints(right);
  if (const auto order = a.size() <=> b.size(); std::is_neq(order)) return order;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i]) return RankOf(a[i]) <=> RankOf(b[i]);
  return std::strong_ordering::equal;
}

std::strong_ordering CompareTrees(const Value& left, const Value& right) {
  if (left.kind != right.kind) return left.kind <=> right.kind;
  auto order = left.items.size() <=> right.items.size();
  if (std::is_eq(order)) {
    switch (left.kind) {
      case ValueKind::kInt:
        order = CompareInts(left, right);
        break;
      case ValueKind::kFloat:
        order = CompareFloats(left.bits, right.bits);
        break;
      case ValueKind::kComplex:
        order = CompareFloats(left.bits, right.bits);
        if (std::is_eq(order)) order = CompareFloats(left.bits2, right.bits2);
        break;
      default:
        order = left.small <=> right.small;
        if (std::is_eq(order)) order = CompareTexts(left.text, right.text);
    }
  }
  if (std::is_eq(order)) order = (left.label >= 0) <=> (right.label >= 0);
  for (std::size_t i = 0; std::is_eq(order) && i < left.items.size(); ++i)
    order = CompareTrees(left.items[i], right.items[i]);
  return order;
}

void Add(const Case& subject, Measuring& measuring) {
  for (const Step& step : subject.steps) {
    ++measuring.measure.nodes;
    if (!step.operation.empty()) ++measuring.measure.operations;
    for (const Value& value : step.positional) measuring.Add(value);
    for (const auto& [name, value] : step.keyword) measuring.Add(value);
  }
}

std::strong_ordering CompareSteps(const Step& left, const Step& right) {
  auto order = left.operation.compare(right.operation) <=> 0;
  if (std::is_eq(order)) order = left.keyword.size() <=> right.keyword.size();
  if (std::is_eq(order)) order = left.positional.size() <=> right.positional.size();
  for (std::size_t i = 0; std::is_eq(order) && i < left.positional.size(); ++i)
    order = CompareTrees(left.positional[i], right.positional[i]);
  for (std::size_t i = 0; std::is_eq(order) && i < left.keyword.size(); ++i) {
    order = left.keyword[i].first.compare(right.keyword[i].first) <=> 0;
    if (std::is_eq(order)) order = CompareTrees(left.keyword[i].second, right.keyword[i].second);
  }
  return order;
}

constexpr std::string_view kFirst =
    "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// The ASCII characters in the order of their ranks.
const std::u32string& AsciiByRank() {
  static const std::u32string kAll = [] {
    std::u32string all;
    for (const char letter : kFirst) all.push_back(static_cast<unsigned char>(letter));
    for (char32_t point = 0x20; point < 0x7f; ++point)
      if (all.find(point) == std::u32string::npos) all.push_back(point);
    all += U"\n\t\r";
    for (char32_t point = 0; point < 0x80; ++point)
      if (all.find(point) == std::u32string::npos) all.push_back(point);
    return all;
  }();
  return kAll;
}

}  // namespace

std::uint32_t RankOf(char32_t point) {
  return point < 0x80 ? static_cast<std::uint32_t>(AsciiByRank().find(point))
                      : static_cast<std::uint32_t>(point);
}

char32_t PointOfRank(std::uint32_t rank) {
  return rank < 0x80 ? AsciiByRank()[rank] : static_cast<char32_t>(rank);
}

std::strong_ordering CompareSimplicity(const Value& left, const Value& right) {
  Measuring a, b;
  a.Add(left), b.Add(right);
  if (const auto order = a.measure <=> b.measure; std::is_neq(order)) return order;
  return CompareTrees(left, right);
}

bool IsSmaller(const Case& left, const Case& right) {
  if (left.steps.size() != right.steps.size()) return left.steps.size() < right.steps.size();
  Measuring a, b;
  Add(left, a), Add(right, b);
  return a.measure < b.measure;
}

std::strong_ordering CompareSimplicity(const Case& left, const Case& right) {
  if (const auto order = left.steps.size() <=> right.steps.size(); std::is_neq(order)) return order;
  Measuring a, b;
  Add(left, a), Add(right, b);
  if (const auto order = a.measure <=> b.measure; std::is_neq(order)) return order;
  for (std::size_t i = 0; i < left.steps.size(); ++i)
    if (const auto order = CompareSteps(left.steps[i], right.steps[i]); std::is_neq(order))
      return order;
  return std::strong_ordering::equal;
}

}  // namespace lockstep
