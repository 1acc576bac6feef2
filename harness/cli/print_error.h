// An Error as people read it: where, what, the source line, the next step.
#pragma once

#include <iosfwd>

#include "harness/cli/style.h"
#include "harness/model/result.h"

namespace lockstep {

void PrintError(std::ostream& out, const Error& error, const Style& style);

}  // namespace lockstep
