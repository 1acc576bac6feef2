// What a script says of the ambient state before and after a call, in plain Python.
#pragma once

#include <string>

#include "harness/model/finding.h"

namespace lockstep {

// The script of a call with @AMBIENT@ (definitions), @BEFORE@ and @AFTER@ (statements around the
// call, indented once) and @TOLD@ (what prints) in it; with nothing in their places unless the
// finding is of what was left behind.
std::string WithAmbient(std::string script, const Finding& finding);

}  // namespace lockstep
