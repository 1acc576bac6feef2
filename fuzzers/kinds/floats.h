// float: bounded or not.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kFloatHandling;

}  // namespace lockstep
