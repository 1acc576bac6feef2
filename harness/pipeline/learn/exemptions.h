// Exemptions that are granted without being asked for: what a port cannot break, or cannot be seen
// to break, from where it lives.
#pragma once

#include "harness/model/contract.h"

namespace lockstep {

// The contract of a port in another process. `tells_arguments`: it says what it does to its
// arguments.
Contract ExemptElsewhere(Contract contract, bool tells_arguments);

}  // namespace lockstep
