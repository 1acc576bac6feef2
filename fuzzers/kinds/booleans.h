// bool.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kBoolHandling;

void WriteBool(const CompiledDomain& compiled, Draw& draw);

}  // namespace lockstep
