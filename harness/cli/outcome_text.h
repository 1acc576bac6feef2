// An Observation for a terminal: who, where, and what it did.
#pragma once

#include <string>

#include "harness/model/observation.h"
#include "harness/model/port.h"

namespace lockstep {

// Whole lines, free of control characters.
std::string ToText(const Observation& observation, const Port& port);

std::string ToText(const Outcome& outcome);

}  // namespace lockstep
