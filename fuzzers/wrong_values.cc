#include "fuzzers/wrong_values.h"

#include <limits>
#include <utility>

#include "fuzzers/containment.h"
#include "fuzzers/encoded.h"
#include "fuzzers/kinds/table.h"

namespace lockstep {
namespace {

using ValueKind = Value::Kind;

// An object of no known kind. Its hash and repr are fixed: those of object() are its address, which
// would leak into the order of sets and into text, and from there into the report.
constexpr const char* kOpaque =
    "type('Opaque', (), {'__hash__': lambda self: 0, '__repr__': lambda self: 'Opaque()'})()";

std::vector<Value> Suspects() {
  Value bytearray = Value::Bytes("a");
  bytearray.kind = ValueKind::kByteArray;
  const Value one = Value::Int(1);
  return {
      Value::None(),
      Value::Bool(true),
      Value::Bool(false),
      Value::Int(0),
      one,
      Value::Int(-1),
      Value::Float(0.5),
      Value::Float(-0.0),
      Value::Float(2.0),
      Value::Float(std::numeric_limits<double>::quiet_NaN()),
      Value::Float(std::numeric_limits<double>::infinity()),
      Value::Complex(0, 1),
      Value::Str(""),
      Value::Str("a"),
      Value::Str("1"),
      Value::Str("\xed\xa0\x80"),
      Value::Bytes(""),
      Value::Bytes("a"),
      bytearray,
      Value::Of(ValueKind::kList, {}),
      Value::Of(ValueKind::kList, {one}),
      Value::Of(ValueKind::kList, {Value::Str("a")}),
      Value::Of(ValueKind::kTuple, {}),
      Value::Of(ValueKind::kTuple, {one}),
      Value::Of(ValueKind::kDict, {}),
      Value::Of(ValueKind::kDict, {one, one}),
      Value::Of(ValueKind::kSet, {}),
      Value::Of(ValueKind::kSet, {one}),
      Value::Of(ValueKind::kEllipsis, {}),
      Value::Expr(kOpaque),
      Value::Expr("range(3)"),
      Value::Expr("iter([1])"),
      Value::Expr("int"),
  };
}

std::vector<Value> HugeNumbers() {
  return {Value::Int(std::numeric_limits<std::int64_t>::max()),
          Value::BigInt(false, std::string("\1") + std::string(8, '\0'))};
}

// One beyond a bound.
void AddBeyond(const Value& bound, int by, std::vector<Value>& all) {
  if (bound.kind == ValueKind::kFloat) return all.push_back(Value::Float(bound.real() + by));
  const bool room = by > 0 ? bound.small < std::numeric_limits<std::int64_t>::max()
                           : bound.small > std::numeric_limits<std::int64_t>::min();
  if (bound.text.empty() && room) all.push_back(Value::Int(bound.small + by));
}

}  // namespace

std::vector<std::string> WrongValues(const Domain& domain) {
  std::vector<Value> all = Suspects();
  if (!HandlingOf(domain.kind).bounds_work(domain))
    for (auto& huge : HugeNumbers()) all.push_back(std::move(huge));
  if (domain.low) AddBeyond(*domain.low, -1, all);
  if (domain.high) AddBeyond(*domain.high, 1, all);
  std::vector<std::string> wrong;
  for (const Value& value : all) {
    if (!Contains(domain, value)) wrong.push_back(Encoded(value));
  }
  return wrong;
}

}  // namespace lockstep
