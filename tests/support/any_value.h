// Random values for properties: every kind that an outcome may have, shallow.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "harness/model/value.h"
#include "tests/support/trial_builder.h"

namespace lockstep::testing {

inline rc::Gen<Value> AnyFloat() {
  return rc::gen::map(
      rc::gen::oneOf(rc::gen::arbitrary<double>(),
                     rc::gen::element(0.0, -0.0, 1.0, 5e-324, 1e308, __builtin_nan(""),
                                      __builtin_inf(), -__builtin_inf())),
      [](double number) { return Value::Float(number); });
}

inline rc::Gen<Value> AnyAtom() {
  return rc::gen::oneOf(
      rc::gen::just(Value::None()),
      rc::gen::map(rc::gen::arbitrary<bool>(), [](bool b) { return Value::Bool(b); }),
      rc::gen::map(rc::gen::inRange(-3, 300), [](int n) { return Value::Int(n); }), AnyFloat(),
      rc::gen::map(rc::gen::arbitrary<double>(), [](double d) { return Value::Complex(d, -d); }),
      rc::gen::map(rc::gen::string<std::string>(), [](std::string s) { return Value::Bytes(s); }),
      rc::gen::map(rc::gen::inRange(0, 40),
                   [](int n) { return Value::Str(std::string(static_cast<std::size_t>(n), 'x')); }),
      rc::gen::just(Value::BigInt(true, "\x01\x00\x00\x00\x00\x00\x00\x00\x07")));
}

inline Value Shaped(int shape, std::vector<Value> items) {
  switch (shape) {
    case 0: return List(std::move(items));
    case 1: return Tuple(std::move(items));
    case 2: {
      Value dict = Dict({});
      for (std::size_t i = 0; i < items.size(); ++i) {
        dict.items.push_back(Value::Int(static_cast<std::int64_t>(i)));
        dict.items.push_back(std::move(items[i]));
      }
      return dict;
    }
    case 3: return Iterator("builtins:generator", std::move(items));
    case 4: {
      Value fields = List({});
      for (std::size_t i = 0; i < items.size(); ++i) {
        fields.items.push_back(Value::Str("f" + std::to_string(i)));
        fields.items.push_back(std::move(items[i]));
      }
      return Named(Value::Kind::kObject, "m:Point", {Text("dataclass"), fields});
    }
    default:
      return Named(Value::Kind::kSubclass, "m:Stack", {List(std::move(items)), Value::None()});
  }
}

// `shapes`: 3 for lists, tuples and dicts alone; 6 for all of Shaped().
inline rc::Gen<Value> AnyValue(int shapes = 6, int depth = 3) {
  if (depth == 0) return AnyAtom();
  const auto inner = rc::gen::container<std::vector<Value>>(AnyValue(shapes, depth - 1));
  const auto nested = rc::gen::apply(
      [](int shape, std::vector<Value> items) {
        if (items.size() > 6) items.resize(6);
        return Shaped(shape, std::move(items));
      },
      rc::gen::inRange(0, shapes), rc::gen::resize(8, inner));
  return rc::gen::weightedOneOf<Value>({{1, AnyAtom()}, {2, nested}});
}

}  // namespace lockstep::testing
