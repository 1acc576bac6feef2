// Advice: may an engine wrap the port in its own process, should it run it out of process, or
// neither? With the measured reasons.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/model/costs.h"

namespace lockstep {

// What the measurements of a port say against it. Pure. A measurement convicts only by a wide
// margin, and only where native does not do the same.
std::vector<Costs::Reason> Complaints(const Costs& costs);

// The reasons of one measurement that a second one has too.
std::vector<Costs::Reason> InBoth(const std::vector<Costs::Reason>& first,
                                  const std::vector<Costs::Reason>& second);

// Stands among the reasons from the first where pickle refuses what the port takes or returns.
Costs::Reason CannotTravel(const std::string& why);

// Completes the costs: advice and reasons, from confirmed complaints, the number of findings that
// fail the run, and the interpreter that the port needs where it is not native's.
void Advise(Costs& costs, std::vector<Costs::Reason> complaints, std::uint64_t findings,
            const std::string& interpreter = {});

}  // namespace lockstep
