// Elements of which more is asked than each by itself: Unique(), Sorted().
#pragma once

#include <vector>

#include "fuzzers/draw.h"

namespace lockstep {

// Up to `length` of them; where they stand in the sink, and where the last one ends.
std::vector<std::size_t> WriteOrdered(const CompiledDomain& compiled, std::size_t length,
                                      Draw& draw);

}  // namespace lockstep
