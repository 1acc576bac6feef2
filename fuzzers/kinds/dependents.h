// Arguments that depend on another one: Index, ElementOf, SameLength.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kIndexHandling;
extern const Handling kElementOfHandling;
extern const Handling kSameLengthHandling;

}  // namespace lockstep
