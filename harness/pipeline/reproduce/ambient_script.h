// What a script says of the ambient state before and after a call, in plain Python.
#pragma once

#include <string>

#include "harness/model/finding.h"

namespace lockstep {

// The function `look`, which is called before and after every call: it sees nothing unless the
// finding is of what was left behind.
std::string LookText(const Finding& finding);
// What prints how the last two looks differ; empty where nothing is seen.
std::string BehindText(const Finding& finding);

}  // namespace lockstep
