// Read-only arguments: a call does without writing to what it is given, where that can be made so
// that it cannot be written to (an array, a view of memory). Law input-immutability.
//
// It sees what purity.h cannot: an argument that is written to and restored, and a call that only
// demands that it could write. Judged relative to native: what native refuses the port may refuse.
// Only that a call fails is compared, for a result may tell whether it can be written to itself.
#pragma once

#include <memory>

#include "harness/model/port.h"
#include "oracles/oracle.h"

namespace lockstep {

std::unique_ptr<Oracle> ReadOnlyArguments(const Port& port);

}  // namespace lockstep
