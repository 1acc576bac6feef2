// Any, JSON and PyObj: values of no declared type.
#pragma once

#include "fuzzers/draw.h"

namespace lockstep {

void WriteAny(const CompiledDomain& compiled, Draw& draw);  // kAny and kPyObj
void WriteJson(const CompiledDomain& compiled, Draw& draw);

}  // namespace lockstep
