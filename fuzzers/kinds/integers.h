// int: bounded or not.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kIntHandling;

// A fresh one.
void WriteInt(const CompiledDomain& compiled, Draw& draw);

}  // namespace lockstep
