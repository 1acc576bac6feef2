// dict: hashable keys, no two of them equal.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kDictHandling;

}  // namespace lockstep
