// A Tally is how many rows of a batch a law was really checked on, of how many it was offered.
#pragma once

#include <cstdint>
#include <span>

#include "oracles/columns.h"

namespace lockstep {

struct Tally {
  std::uint64_t offered = 0;   // rows of the domain that `assume` holds for
  std::uint64_t compared = 0;  // of these: in one of the pairs of columns at least
  std::uint64_t unmade = 0;    // in none, and the right side alone could not make the arguments
};

using Comparable = bool (*)(const Cell& left, const Cell& right);

Tally TallyOf(const Matrix& matrix, std::span<const ColumnPair> pairs, Comparable comparable);

// The arguments could not be had there.
bool Unmade(const Cell& cell);

// Neither says nothing, and not both lack an encoding.
bool BothTestify(const Cell& left, const Cell& right);

}  // namespace lockstep
