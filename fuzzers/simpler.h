// The order of simplicity that shrinking goes down: total, and without endless descents.
//
// Fewer nodes first (a reference counts as what it stands for and one more, so that sharing is
// never simpler than a copy); then shorter text; then less that is odd (digits of integers, signs,
// fractions, NaN, characters beyond printable ASCII); then, node by node from the front, simpler
// atoms. So [1001] is simpler than [0, 1001], that than [50, 951], [1, 0] than [0, -1], and -1 than
// 4294967296.
#pragma once

#include <compare>
#include <cstdint>

#include "harness/model/case.h"

namespace lockstep {

std::strong_ordering CompareSimplicity(const Case& left, const Case& right);
// Whether it has fewer nodes, shorter text or less that is odd, whatever its atoms are.
bool IsSmaller(const Case& left, const Case& right);
std::strong_ordering CompareSimplicity(const Value& left, const Value& right);

// a b c ... z, 0 ... 9, A ... Z, other printable ASCII, \n \t \r, other controls, then by
// code point.
std::uint32_t RankOf(char32_t point);
char32_t PointOfRank(std::uint32_t rank);

}  // namespace lockstep
