// Values that take more than their own constructor.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "harness/model/value.h"

namespace lockstep::testing {

inline Value List(std::vector<Value> items) {
  return Value::Of(Value::Kind::kList, std::move(items));
}
inline Value Tuple(std::vector<Value> items) {
  return Value::Of(Value::Kind::kTuple, std::move(items));
}
inline Value Dict(std::vector<Value> items) {
  return Value::Of(Value::Kind::kDict, std::move(items));
}
inline Value Set(std::vector<Value> items) {
  return Value::Of(Value::Kind::kSet, std::move(items));
}

// To the shared value of that label.
inline Value Reference(std::int64_t label) {
  Value reference = Value::Of(Value::Kind::kReference, {});
  reference.small = label;
  return reference;
}

}  // namespace lockstep::testing
