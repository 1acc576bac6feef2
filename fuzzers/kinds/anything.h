// Any and PyObj: values of no declared type.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kAnyHandling;
extern const Handling kPyObjHandling;

}  // namespace lockstep
