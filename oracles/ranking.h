// A ranking of values: any total order will do, as long as it is exact, so that two
// collections can be compared whatever order they are in.
#pragma once

#include <compare>
#include <cstddef>
#include <vector>

#include "harness/model/value.h"

namespace lockstep {

// equal exactly when the values are ==. Not Python's order.
std::strong_ordering Rank(const Value& left, const Value& right);

// Positions 0, stride, 2*stride ... of `items`, by the rank of what is there; equal ones in
// their order of appearance.
std::vector<std::size_t> Ranked(const std::vector<Value>& items, std::size_t stride = 1);

// The same elements, equally often.
bool SameElements(const std::vector<Value>& left, const std::vector<Value>& right,
                  std::size_t stride = 1);

}  // namespace lockstep
