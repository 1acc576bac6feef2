// Numbers as they are drawn: small ones that collide, boundaries, and every special float.
#pragma once

#include "fuzzers/draw.h"

namespace lockstep {

void WriteBool(Draw& draw);
void WriteInt(const CompiledDomain& compiled, Draw& draw);
void WriteFloat(const CompiledDomain& compiled, Draw& draw);
void WriteComplex(Draw& draw);

}  // namespace lockstep
