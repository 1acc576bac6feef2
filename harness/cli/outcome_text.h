// An Observation for a terminal: who, where, and what it did.
#pragma once

#include <string>

#include "harness/model/claim.h"
#include "harness/model/observation.h"

namespace lockstep {

// Whole lines, free of control characters.
std::string ToText(const Observation& observation, const Claim& claim);

std::string ToText(const Outcome& outcome);

}  // namespace lockstep
