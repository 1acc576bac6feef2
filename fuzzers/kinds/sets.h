// set and frozenset: hashable elements, no two of them equal.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kSetHandling;
extern const Handling kFrozenSetHandling;

}  // namespace lockstep
