// bool.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kBoolHandling;

}  // namespace lockstep
