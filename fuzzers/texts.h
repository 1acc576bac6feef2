// Text and bytes as they are drawn: plain, nasty, of an alphabet, of tokens, of a grammar.
#pragma once

#include "fuzzers/draw.h"

namespace lockstep {

void WriteStr(const CompiledDomain& compiled, Draw& draw);
void WriteBytes(const CompiledDomain& compiled, Draw& draw);  // kBytes and kByteArray

// Any short text: for keys and elements of Any, JSON and PyObj.
void WriteAnyStr(Draw& draw);

}  // namespace lockstep
