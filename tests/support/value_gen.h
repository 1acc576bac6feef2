// Random values of every kind that the wire can carry, for properties over the model.
//
//   RC_GTEST_PROP(..., (const Value& value))           through Arbitrary<Value>: every kind
//   *tests::PlainValue()                               builtins that paste as Python
//
// Values are canonical: sets are sorted, big integers are beyond 64 bits, labels count from 0
// in the order in which they appear; so Decode(Encode(v)) == v.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "harness/model/value.h"
#include "harness/wire/value_codec.h"

namespace lockstep::tests {

class ValueDraw {
 public:
  using Kind = Value::Kind;

  ValueDraw(const rc::Random& random, int size, bool plain)
      : random_(random), budget_(2 + size), plain_(plain) {}

  Value Any() {
    Value value = Draw(0);
    if (Below(4) == 0) Share(value);
    return value;
  }

 private:
  std::uint64_t Below(std::uint64_t limit) { return random_.next() % limit; }

  Value Draw(int depth) {
    --budget_;
    if (depth > 4 || budget_ <= 0 || Below(3) == 0) return Atom();
    if (!plain_ && Below(3) == 0) return Exotic(depth + 1);
    return Container(depth + 1);
  }

  Value Atom() {
    switch (Below(plain_ ? 10 : 12)) {
      case 0:
        return Value::None();
      case 1:
        return Value::Bool(Below(2) == 0);
      case 2:
        return Value::Int(static_cast<std::int64_t>(Below(2000)) - 1000);
      case 3:
        return Integer();
      case 4:
        return Float();
      case 5:
        return Complex();
      case 6:
        return Value::Str(Text());
      case 7:
        return Value::Bytes(Raw());
      case 8:
        return ByteArray();
      case 9:
        return Pick({Value::Of(Kind::kEllipsis, {}), Value::Of(Kind::kNotImplemented, {}), Range(),
                     Value::Of(Kind::kSlice, {Value::None(), Integer(), Float()}),
                     Named(Kind::kClass, "builtins:int"), MemoryView(false)});
      case 10:
        return Pick({Named(Kind::kFunction, "math:sqrt"), Named(Kind::kModule, "os.path"),
                     Named(Kind::kClass, "m\xed\xa0\x80:C"), MemoryView(true)});
      default:
        return Value::Expr("lambda x: x, 1");
    }
  }

  Value Container(int depth) {
    switch (Below(5)) {
      case 0:
        return Value::Of(Kind::kList, Several(depth));
      case 1:
        return Value::Of(Kind::kTuple, Several(depth));
      case 2:
        return Dict(depth);
      case 3:
        return Set(Kind::kSet);
      default:
        return Set(Kind::kFrozenSet);
    }
  }

  Value Exotic(int depth) {
    switch (Below(4)) {
      case 0:
        return Subclass(depth);
      case 1:
        return Exception(depth);
      case 2:
        return Iterator(depth);
      default:
        return Object(depth);
    }
  }

  std::vector<Value> Several(int depth) {
    std::vector<Value> items(Below(5));
    for (Value& item : items) item = Draw(depth);
    return items;
  }

  Value Dict(int depth) {
    std::vector<Value> items;
    for (std::uint64_t n = Below(4); n > 0; --n) {
      Value key = Hashable();
      if (std::find(items.begin(), items.end(), key) != items.end()) continue;
      items.push_back(std::move(key));
      items.push_back(Draw(depth));
    }
    return Value::Of(Kind::kDict, std::move(items));
  }

  Value Set(Kind kind) {
    std::vector<Value> items(Below(5));
    for (Value& item : items) item = Hashable();
    std::sort(items.begin(), items.end(), [](const Value& left, const Value& right) {
      return wire::Encode(left) < wire::Encode(right);
    });
    items.erase(std::unique(items.begin(), items.end()), items.end());
    return Value::Of(kind, std::move(items));
  }

  // Keys that are equal in Python would be one: keep to kinds and values that cannot be.
  Value Hashable() {
    if (Below(4) == 0) return Value::Of(Kind::kTuple, {Value::Str(Text()), Integer()});
    return Below(2) == 0 ? Value::Str(Text()) : Integer();
  }

  Value Integer() {
    const std::uint64_t low = random_.next();
    if (Below(2) == 0) return Value::Int(static_cast<std::int64_t>(low) >> Below(64));
    // Around 2^(8n): where the length of the magnitude changes.
    std::string magnitude(1 + Below(12), Below(2) == 0 ? '\xff' : '\0');
    magnitude.front() = static_cast<char>(1 + Below(255));
    return Value::BigInt(Below(2) == 0, magnitude);
  }

  Value Float() {
    static constexpr std::uint64_t kBits[] = {0,
                                              0x8000000000000000,
                                              0x7ff0000000000000,
                                              0xfff0000000000000,
                                              0x7ff8000000000000,
                                              0xfff8000000000000,
                                              0x7ff0000000000001,
                                              0x7ff8000000000123,
                                              1,
                                              0x000fffffffffffff,
                                              0x7fefffffffffffff,
                                              0x3fb999999999999a,
                                              0x4341c37937e08000,
                                              0x4340000000000001,
                                              0x3f1a36e2eb1c432d,
                                              0x3ee4f8b588e368f1};
    Value value = Value::Float(0);
    value.bits = Below(2) == 0 ? kBits[Below(std::size(kBits))] : random_.next();
    return value;
  }

  Value Complex() {
    Value value = Value::Complex(0, 0);
    value.bits = Float().bits;
    value.bits2 = Float().bits;
    return value;
  }

  std::string Text() {
    static const std::vector<std::string> kPieces = {"a",
                                                     "'",
                                                     "\"",
                                                     "\\",
                                                     "\n",
                                                     "\xc3\xa9",
                                                     "\xcc\x81",
                                                     "\xe2\x82\xac",
                                                     "\xf0\x9f\x98\x80",
                                                     "\xed\xa0\x80",
                                                     "\xed\xb0\x80",
                                                     "\x7f",
                                                     "\xc2\x85",
                                                     "\xe2\x80\xae",
                                                     "\xef\xbf\xbf",
                                                     "\xf4\x8f\xbf\xbf",
                                                     "\x1b[31m",
                                                     " "};
    std::string text;
    for (std::uint64_t n = Below(6); n > 0; --n) text += kPieces[Below(kPieces.size())];
    return Below(8) == 0 ? text + std::string(1, '\0') : text;
  }

  std::string Raw() {
    std::string raw(Below(Below(20) == 0 ? 400 : 12), '\0');
    for (char& byte : raw) byte = static_cast<char>(Below(256));
    return raw;
  }

  Value ByteArray() {
    Value value = Value::Of(Kind::kByteArray, {});
    value.text = Raw();
    return value;
  }

  Value Range() {
    return Value::Of(Kind::kRange, {Value::Int(0), Integer(), Value::Int(Below(2) == 0 ? 1 : -3)});
  }

  Value MemoryView(bool shaped) {
    std::vector<Value> shape = {Value::Int(4)};
    if (shaped) shape = {Value::Int(2), Value::Int(2)};
    return Value::Of(Kind::kMemoryView, {Value::Str("B"), Value::Of(Kind::kTuple, std::move(shape)),
                                         Value::Bool(Below(2) == 0), Value::Bytes("ab\xff\n")});
  }

  static Value Named(Kind kind, std::string name) {
    Value value = Value::Of(kind, {});
    value.text = std::move(name);
    return value;
  }

  static Value Composite(Kind kind, std::string name, std::vector<Value> items) {
    Value value = Named(kind, std::move(name));
    value.items = std::move(items);
    return value;
  }

  Value Pick(std::vector<Value> values) { return values[Below(values.size())]; }

  Value Subclass(int depth) {
    Value base = Below(2) == 0 ? Container(depth) : Pick({Integer(), Float(), Value::Str(Text())});
    Value attributes = Below(2) == 0 ? Value::None() : Dict(depth);
    return Composite(Kind::kSubclass, "m:Sub", {std::move(base), std::move(attributes)});
  }

  Value Exception(int depth) {
    Value cause = depth < 3 && Below(3) == 0 ? Exception(depth + 1) : Value::None();
    return Composite(Kind::kException, "builtins:KeyError",
                     {Value::Of(Kind::kTuple, {Value::Str("builtins:LookupError")}),
                      Value::Of(Kind::kTuple, Several(depth)), std::move(cause), Value::None(),
                      Value::Of(Kind::kList, {}), Below(2) == 0 ? Value::None() : Dict(depth),
                      Value::Str(Text())});
  }

  Value Iterator(int depth) {
    std::vector<Value> items = Several(depth);
    items.push_back(
        Pick({Value::None(), Value::Of(Kind::kEllipsis, {}), depth < 3 ? Exception(3) : Value()}));
    return Composite(Kind::kIterator, "builtins:generator", std::move(items));
  }

  Value Object(int depth) {
    Value fields = Value::Of(Kind::kList, {Value::Str("x"), Draw(depth)});
    switch (Below(3)) {
      case 0:
        return Composite(Kind::kObject, "m:Point", {Value::Str("namedtuple"), std::move(fields)});
      case 1:
        return Composite(Kind::kObject, "m:Colour",
                         {Value::Str("enum"), Value::Str("RED"), Value::Int(1)});
      default:
        return Composite(Kind::kObject, "fractions:Fraction",
                         {Value::Str("reduce"), Named(Kind::kClass, "fractions:Fraction"),
                          Value::Of(Kind::kTuple, {Value::Str("1/2")}), Draw(depth), Value::None(),
                          Value::None()});
    }
  }

  // Marks lists and dicts as shared, and puts references to those before them into later
  // slots, also into their own: cycles.
  void Share(Value& value) {
    if (value.kind == Kind::kSet || value.kind == Kind::kFrozenSet) return;
    const bool list = value.kind == Kind::kList, dict = value.kind == Kind::kDict;
    if ((list || dict) && Below(2) == 0) value.label = labels_++;
    if (!list && !dict && value.kind != Kind::kTuple) return;
    for (std::size_t i = dict ? 1 : 0; i < value.items.size(); i += dict ? 2 : 1) {
      if (labels_ > 0 && value.kind != Kind::kTuple && Below(3) == 0) {
        value.items[i] = Value::Of(Kind::kReference, {});
        value.items[i].small =
            static_cast<std::int64_t>(Below(static_cast<std::uint64_t>(labels_)));
      } else {
        Share(value.items[i]);
      }
    }
  }

  rc::Random random_;
  int budget_;
  bool plain_;
  std::int64_t labels_ = 0;
};

// A failing value is replaced by its parts, and loses elements; shared ones stay as they are.
inline rc::Seq<Value> SimplerValues(const Value& value) {
  using Kind = Value::Kind;
  const std::vector<std::uint8_t> bytes = wire::Encode(value);
  const bool shared = std::search_n(bytes.begin(), bytes.end(), 1, 0xd8) != bytes.end();
  std::vector<Value> simpler;
  if (!shared && value.IsContainer()) {
    simpler = value.items;
    const std::size_t step = value.kind == Kind::kDict ? 2 : 1;
    for (std::size_t i = 0; i < value.items.size(); i += step) {
      Value less = value;
      const auto at = less.items.begin() + static_cast<std::ptrdiff_t>(i);
      less.items.erase(at, at + static_cast<std::ptrdiff_t>(step));
      simpler.push_back(std::move(less));
    }
  }
  return rc::seq::fromContainer(std::move(simpler));
}

inline rc::Gen<Value> ValueGen(bool plain) {
  return [plain](const rc::Random& random, int size) {
    return rc::shrinkable::shrinkRecur(ValueDraw(random, size, plain).Any(), &SimplerValues);
  };
}

// Every kind.
inline rc::Gen<Value> AnyValue() { return ValueGen(false); }

// Builtin kinds whose ToPython is an expression that evaluates to the value.
inline rc::Gen<Value> PlainValue() { return ValueGen(true); }

}  // namespace lockstep::tests

namespace rc {

template <>
struct Arbitrary<lockstep::Value> {
  static Gen<lockstep::Value> arbitrary() { return lockstep::tests::AnyValue(); }
};

}  // namespace rc

namespace lockstep {
inline void showValue(const Value& value, std::ostream& os) { os << ToPython(value); }
inline std::ostream& operator<<(std::ostream& os, const Value& value) {
  return os << ToPython(value);
}
}  // namespace lockstep
