// float: bounded or not.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kFloatHandling;

// A fresh one.
void WriteFloat(const CompiledDomain& compiled, Draw& draw);

}  // namespace lockstep
