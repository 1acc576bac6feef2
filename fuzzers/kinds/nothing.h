// None, and what cannot be driven yet.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kNoneHandling;
extern const Handling kUnsupportedHandling;

}  // namespace lockstep
