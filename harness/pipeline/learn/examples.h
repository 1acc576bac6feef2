// Docstring examples as cases.
#pragma once

#include <vector>

#include "harness/model/case.h"
#include "harness/worker/runner.h"

namespace lockstep {

// As expressions, evaluated afresh on each side.
std::vector<Case> ExamplesOf(const Loaded& native);

}  // namespace lockstep
