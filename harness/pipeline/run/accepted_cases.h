// An accepted difference as what a run makes of it: the cases to run again, and the excuse.
#pragma once

#include <vector>

#include "harness/model/accepted.h"
#include "harness/model/case.h"
#include "harness/pipeline/run/excuses.h"

namespace lockstep {

// What must come before it, then the case itself. What cannot be decoded is left out.
std::vector<Case> CasesOf(const Accepted& accepted);

Excuse ExcuseOf(const Accepted& accepted);

}  // namespace lockstep
