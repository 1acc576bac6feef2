// Examining is the phase in which what the units saw becomes findings: what differs in a new way is
// looked into, and when all units are in, what was accepted is marked and the corpus keeps the
// rest.
#pragma once

#include <cstdint>

#include "harness/model/result.h"
#include "harness/pipeline/port_context.h"
#include "harness/pipeline/run/supply.h"

namespace lockstep {

void AbsorbUnit(PortContext& context, const UnitResult& unit, std::uint32_t number);

// Whether there are differences of a kind among them that was not looked into yet.
bool AnyNew(const PortContext& context, const Candidates& candidates);

// Into what was not looked into yet. What `last` concludes needs all of it.
Result<void> ExamineSeen(PortContext& context, const Supply& supply, bool last);

}  // namespace lockstep
