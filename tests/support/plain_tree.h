// Random trees of lists, tuples and dicts with integer keys: values whose every leaf has a path
// that Python can follow.
#pragma once

#include <rapidcheck.h>

#include <utility>
#include <vector>

#include "harness/model/value.h"
#include "tests/support/trial_builder.h"

namespace lockstep::testing {

inline Value Shaped(int shape, std::vector<Value> items) {
  if (shape == 0) return List(std::move(items));
  if (shape == 1) return Tuple(std::move(items));
  Value dict = Dict({});
  for (std::size_t i = 0; i < items.size(); ++i) {
    dict.items.push_back(Value::Int(static_cast<std::int64_t>(i)));
    dict.items.push_back(std::move(items[i]));
  }
  return dict;
}

inline rc::Gen<Value> PlainTree(int depth) {
  const auto atom = rc::gen::element(Value::None(), Value::Bool(true), Value::Int(7),
                                     Value::Float(-0.0), Value::Str("x"), Value::Bytes("y"));
  if (depth == 0) return atom;
  const auto inner = rc::gen::container<std::vector<Value>>(PlainTree(depth - 1));
  const auto nested = rc::gen::apply(Shaped, rc::gen::inRange(0, 3), rc::gen::resize(5, inner));
  return rc::gen::weightedOneOf<Value>({{1, atom}, {2, nested}});
}

}  // namespace lockstep::testing
