// Arguments that depend on another one, which is drawn before them: draw.arguments has it.
#pragma once

#include "fuzzers/draw.h"

namespace lockstep {

void WriteIndex(const CompiledDomain& compiled, Draw& draw);
void WriteElementOf(const CompiledDomain& compiled, Draw& draw);
void WriteSameLength(const CompiledDomain& compiled, Draw& draw);

}  // namespace lockstep
