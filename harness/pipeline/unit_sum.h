// Units are summed as they end; the sum does not depend on the order in which they did, but for
// which of two equally simple examples is kept.
#pragma once

#include "harness/pipeline/unit_run.h"

namespace lockstep {

// Adds what came of a unit to what came of those before.
void Add(const UnitResult& unit, UnitResult& sum);

}  // namespace lockstep
