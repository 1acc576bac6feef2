// How Python compares values: what `sorted`, sets and dict keys go by.
#pragma once

#include <compare>
#include <string>

#include "harness/model/value.h"

namespace lockstep {

// Bools, ints and floats of any size, compared exactly (2**53 + 1 is not 2.0**53).
std::partial_ordering CompareNumbers(const Value& left, const Value& right);

// Equal if and only if the values are equal in Python: 1, True and 1.0 have one image, as have
// 0.0 and -0.0, a set and a frozenset. A NaN's image is its bits, for a container takes the
// same NaN twice to be equal.
std::string EqualityImage(const Value& value);

// What `left < right` gives; false where Python would raise.
bool PythonLess(const Value& left, const Value& right);

// Whether the value can be a set element or a dict key.
bool IsHashable(const Value& value);

bool IsNumber(const Value& value);  // bool, int or float

}  // namespace lockstep
