// Any, JSON and PyObj: values of no declared type.
#pragma once

#include "fuzzers/draw.h"

namespace lockstep {

void WriteAny(const Recipe& recipe, Draw& draw);  // kAny and kPyObj
void WriteJson(const Recipe& recipe, Draw& draw);

}  // namespace lockstep
