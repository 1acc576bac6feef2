// A Difference is the first place where two values part: where, in what way, and how far.
//
// Comparison is exact: True is not 1, 1 is not 1.0, a tuple is not a list, -0.0 is not 0.0,
// NaN payloads and the order of dicts count. Only a declared tolerance softens it, for floats.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "harness/model/contract.h"
#include "harness/model/path.h"
#include "harness/model/value.h"

namespace lockstep {

struct Difference {
  Path where;
  // "type", "value", "nan", "nan-payload", "negative-zero", "float-rounding", "length",
  // "order", "key", "element", "attribute", "sharing", "exception-type", "exception-presence"
  // or "message".
  std::string kind;
  std::string expected, actual;  // at that place, as Python source; "<absent>" where nothing is
  std::string types;             // "int|bool": shapes on both sides at that place
  double distance = 0;           // ULPs, between two finite floats
};

// nullopt exactly when the values are equal, floats within `tolerance`. The place is the
// deepest that still tells the story: an element of a list, but a list whose elements only
// changed places is told as a whole.
std::optional<Difference> FirstDifference(const Value& expected, const Value& actual,
                                          const Tolerance& tolerance,
                                          const Path& root = Path("result"));

// What is said of a place that one side does not have.
inline constexpr char kAbsent[] = "<absent>";

}  // namespace lockstep
