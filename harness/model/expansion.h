// Expansion writes sharing out: a case's arguments as outputs are encoded.
#pragma once

#include <vector>

#include "harness/model/case.h"

namespace lockstep {

// The arguments of a case as a worker would report them unchanged: all steps' positional and
// keyword values in one row, sharing written out.
std::vector<Value> ArgumentsOf(const Case& subject);

}  // namespace lockstep
