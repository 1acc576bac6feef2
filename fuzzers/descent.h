// A search down from a number that fails toward one that does not, a few points a round.
#pragma once

#include <functional>

#include "fuzzers/shrinking.h"

namespace lockstep {

// Makes a candidate of the current case with a smaller magnitude in it.
using WithMagnitude =
    std::function<std::optional<Case>(const Case& current, const std::string& magnitude)>;

// Magnitudes between `low` (does not fail, or is not allowed) and `high` (the current one): by
// length first, for limits are small more often than not, then at eighths, so that a round costs
// seven candidates and gains three bits: rounds take time, candidates of one round hardly any. Ends
// at the least one that fails if what is above it fails too. Returns it.
std::string Descend(Shrinking& shrinking, std::string low, std::string high,
                    const WithMagnitude& with);

}  // namespace lockstep
