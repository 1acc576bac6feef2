// complex.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kComplexHandling;

}  // namespace lockstep
