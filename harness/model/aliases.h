// Ports of one native that have the same target in several interpreters are told apart in reports
// by aliases: "heapq:nsmallest@pypy3" (Claim::alias).
#pragma once

#include <vector>

#include "harness/model/claim.h"

namespace lockstep {

void TellApart(std::vector<Claim>& ports);

}  // namespace lockstep
