#include "harness/model/value.h"

#include <bit>
#include <utility>

namespace lockstep {

double Value::real() const { return std::bit_cast<double>(bits); }
double Value::imag() const { return std::bit_cast<double>(bits2); }

Value Value::Bool(bool value) {
  Value made = Of(Kind::kBool, {});
  made.small = value ? 1 : 0;
  return made;
}

Value Value::Int(std::int64_t value) {
  Value made = Of(Kind::kInt, {});
  made.small = value;
  return made;
}

Value Value::BigInt(bool negative, std::string_view magnitude) {
  while (!magnitude.empty() && magnitude.front() == '\0') magnitude.remove_prefix(1);
  if (magnitude.size() <= 8) {
    std::uint64_t low = 0;
    for (const char c : magnitude) low = low << 8 | static_cast<std::uint8_t>(c);
    const std::uint64_t limit = std::uint64_t{1} << 63;
    if (negative && low <= limit) return Int(static_cast<std::int64_t>(~low + 1));
    if (!negative && low < limit) return Int(static_cast<std::int64_t>(low));
  }
  Value made = Of(Kind::kInt, {});
  made.small = negative ? -1 : 1;
  made.text = magnitude;
  return made;
}

Value Value::Float(double value) {
  Value made = Of(Kind::kFloat, {});
  made.bits = std::bit_cast<std::uint64_t>(value);
  return made;
}

Value Value::Complex(double real, double imag) {
  Value made = Of(Kind::kComplex, {});
  made.bits = std::bit_cast<std::uint64_t>(real);
  made.bits2 = std::bit_cast<std::uint64_t>(imag);
  return made;
}

Value Value::Str(std::string text) {
  Value made = Of(Kind::kStr, {});
  made.text = std::move(text);
  return made;
}

Value Value::Bytes(std::string text) {
  Value made = Of(Kind::kBytes, {});
  made.text = std::move(text);
  return made;
}

Value Value::Expr(std::string source) {
  Value made = Of(Kind::kExpr, {});
  made.text = std::move(source);
  return made;
}

Value Value::Of(Kind kind, std::vector<Value> items) {
  Value made;
  made.kind = kind;
  made.items = std::move(items);
  return made;
}

bool Value::IsContainer() const {
  return kind == Kind::kList || kind == Kind::kTuple || kind == Kind::kDict || kind == Kind::kSet ||
         kind == Kind::kFrozenSet;
}

std::size_t NodeCount(const Value& value) {
  std::size_t count = 1;
  for (const Value& item : value.items) count += NodeCount(item);
  return count;
}

}  // namespace lockstep
