// Ports of one native that have the same target in several interpreters are told apart in reports
// by aliases: "heapq:nsmallest@pypy3" (Port::alias).
#pragma once

#include <vector>

#include "harness/model/port.h"

namespace lockstep {

void TellApart(std::vector<Port>& ports);

}  // namespace lockstep
