// The standing oracles: those that every check asks.
#pragma once

#include <memory>
#include <vector>

#include "harness/model/port.h"
#include "oracles/oracle.h"

namespace lockstep {

// For one port, in the order of law.h. They know the two targets by name, for roles.
std::vector<std::unique_ptr<Oracle>> StandardOracles(const Port& port);

}  // namespace lockstep
