// complex.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kComplexHandling;

// A fresh one.
void WriteComplex(const CompiledDomain& compiled, Draw& draw);

}  // namespace lockstep
