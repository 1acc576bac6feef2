// Arithmetic on integer Values of any size: what bisecting them needs.
#pragma once

#include <string>

#include "harness/model/value.h"

namespace lockstep {

// Big-endian, without leading zeros; zero is empty.
std::string MagnitudeOf(const Value& integer);
bool IsNegative(const Value& integer);
Value IntegerOf(bool negative, const std::string& magnitude);

std::string MiddleOf(const std::string& low, const std::string& high);  // rounded down
std::string Sum(const std::string& left, const std::string& right);
std::string Difference(const std::string& larger, const std::string& smaller);
bool IsLess(const std::string& left, const std::string& right);

// left + right, with signs.
Value AddIntegers(const Value& left, const Value& right);
Value Negated(const Value& integer);

}  // namespace lockstep
