// What a script says of the ambient state before and after a call, in plain Python.
#pragma once

#include <string>

#include "harness/model/finding.h"

namespace lockstep {

// The script of a call with the definition of `look` in place of @AMBIENT@: it is called before and
// after every call, and sees nothing unless the finding is of what was left behind.
std::string WithAmbient(std::string script, const Finding& finding);
// What prints how the last two looks differ; empty where nothing is seen.
std::string AmbientTold(const Finding& finding);

}  // namespace lockstep
