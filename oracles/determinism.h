// Determinism: the same call gives the same outcome, whatever the process, the hash seed, the
// layout of memory, and the calls before it.
//
// The settings of this oracle change all of these at once, so that it is fast; which law is
// broken (replay, fresh-process, history, order) is found by confirming runs. Here a difference
// between two processes is provisionally "fresh-process".
#pragma once

#include <memory>

#include "harness/model/port.h"
#include "oracles/oracle.h"

namespace lockstep {

std::unique_ptr<Oracle> Determinism(const Port& port);

}  // namespace lockstep
