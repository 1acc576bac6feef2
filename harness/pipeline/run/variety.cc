#include "harness/pipeline/run/variety.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include "harness/wire/digest.h"

namespace lockstep {
namespace {

using Kind = Value::Kind;

constexpr std::size_t kLongestSkeleton = 12;  // of a text's skeleton

bool IsLetter(unsigned char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
bool IsDigit(unsigned char c) { return c >= '0' && c <= '9'; }

// b'-1.5e+10' is b'0: words and numbers are one letter each, and nothing stands twice in a row.
std::string Skeleton(const std::string& text) {
  std::string skeleton;
  for (const char each : text) {
    const auto c = static_cast<unsigned char>(each);
    const char shown = IsLetter(c) ? 'a' : IsDigit(c) || c == '.' || c == '-' ? '0' : each;
    if (skeleton.empty() || skeleton.back() != shown) skeleton += shown;
    if (skeleton.size() == kLongestSkeleton) break;
  }
  return skeleton;
}

char SignOf(double value) {
  if (std::isnan(value)) return 'n';
  if (std::isinf(value)) return 'i';
  return value == 0 ? '0' : value < 0 ? '-' : '+';
}

char LetterOf(const Value& value) {
  switch (value.kind) {
    case Kind::kInt:
      return value.text.empty() ? SignOf(static_cast<double>(value.small)) : 'L';
    case Kind::kFloat:
      return SignOf(value.real());
    case Kind::kStr:
    case Kind::kBytes: {
      const bool plain = std::ranges::all_of(
          value.text, [](char c) { return static_cast<unsigned char>(c) - 0x20U < 0x5FU; });
      return value.text.empty() ? 'e' : plain ? 'p' : 'x';
    }
    default:
      return value.items.empty() ? 'e' : 'c';
  }
}

void Describe(const Value& value, std::set<std::string>& marks) {
  marks.insert({static_cast<char>('A' + static_cast<int>(value.kind)), LetterOf(value)});
  for (const Value& item : value.items) Describe(item, marks);
}

}  // namespace

unsigned VarietyOf(const Case& subject, const Violated& violation) {
  std::string text = Skeleton(violation.expected) + '|' + Skeleton(violation.actual);
  for (const Step& step : subject.steps) {
    text += '|' + step.operation;
    std::set<std::string> marks;
    for (const Value& value : step.positional) Describe(value, marks);
    for (const auto& [name, value] : step.keyword) Describe(value, marks);
    for (const std::string& mark : marks) text += mark;
  }
  const auto digest =
      wire::DigestOf({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  return static_cast<unsigned>(digest.Half() % kVarieties);
}

}  // namespace lockstep
