// The sum of what came of a port's units. They are added in the order of their numbers, not as they
// end, for of equally simple examples and of deaths at exit the first is kept.
#pragma once

#include "harness/pipeline/run/unit_run.h"

namespace lockstep {

// Adds what came of a unit to what came of those before.
void Add(const UnitResult& unit, UnitResult& sum);

}  // namespace lockstep
