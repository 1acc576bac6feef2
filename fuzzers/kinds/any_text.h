// Text that nothing is asked of, as it is drawn: plain, nasty, lines and fields.
#pragma once

#include "fuzzers/draw.h"

namespace lockstep {

// Within the lengths of the shape.
void WriteFreeStr(const TextShape& shape, Draw& draw);

// Any short text: for keys and elements of Any, JSON and PyObj.
void WriteAnyStr(Draw& draw);

// What draw.scratch holds.
void PutStr(Draw& draw, bool surrogates);

}  // namespace lockstep
