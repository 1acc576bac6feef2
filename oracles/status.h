// The status of a function: one word for all that was found.
#pragma once

#include "harness/model/report.h"

namespace lockstep {

// The first that applies, in the order of Status. What is `unsupported` or `missing` already
// stays so; a port of which no law could be checked is `untested`. Every finding in the report
// counts: differences out of the domain that do not fail the gate belong to its notes.
Status StatusOf(const PortReport& port);

}  // namespace lockstep
