// Values that are near a domain and not in it.
#pragma once

#include <string>
#include <vector>

#include "harness/model/domain.h"

namespace lockstep {

// Encoded; empty where the domain takes everything.
std::vector<std::string> WrongValues(const Domain& domain);

}  // namespace lockstep
