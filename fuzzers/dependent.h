// Arguments that depend on another one, which is drawn before them: draw.arguments has it.
#pragma once

#include "fuzzers/draw.h"

namespace lockstep {

void WriteIndex(const Recipe& recipe, Draw& draw);
void WriteElementOf(const Recipe& recipe, Draw& draw);
void WriteSameLength(const Recipe& recipe, Draw& draw);

}  // namespace lockstep
