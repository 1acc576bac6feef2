// Advice: may an engine wrap the port in its own process, should it run it out of process, or
// neither? With the measured reasons.
#pragma once

#include <cstdint>

#include "harness/model/costs.h"

namespace lockstep {

// What the measurements of a port say against it. Pure. A measurement convicts only by a wide
// margin, and only where native does not do the same.
std::vector<Costs::Reason> Complaints(const Costs& costs);

// The reasons of one measurement that a second one has too.
std::vector<Costs::Reason> InBoth(const std::vector<Costs::Reason>& first,
                                  const std::vector<Costs::Reason>& second);

// Completes the costs: advice and reasons, from confirmed complaints and the number of findings
// that fail the run.
void Advise(Costs& costs, std::vector<Costs::Reason> complaints, std::uint64_t findings);

}  // namespace lockstep
