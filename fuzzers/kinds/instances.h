// Self: an instance of the class under test, by the step that made it.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kSelfHandling;

}  // namespace lockstep
