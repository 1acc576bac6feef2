// Acceptance is what the findings of a port have to do with what need not fail its run: which of
// them are accepted, how many cases that covers, and what of it was not seen again.
#pragma once

#include "harness/pipeline/port_context.h"

namespace lockstep {

// Once all units are in: what differed alone at first may have had company later.
void CountCovered(PortContext& context);

// Says in findings why they are accepted, and in the report what is.
void MarkAccepted(PortContext& context);

}  // namespace lockstep
