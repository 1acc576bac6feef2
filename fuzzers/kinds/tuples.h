// tuple: a domain for each item, or elements like those of a list.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kTupleHandling;

}  // namespace lockstep
