// Marshalling: arguments and results survive the way to another process. Law round-trip.
//
// Judged relative to native: where native does not survive pickle in the same row either, it is
// a property of the pair, not a breach. Native is asked only where a port does not
// (harness/pipeline/run/follow_up.h).
#pragma once

#include <memory>

#include "harness/model/port.h"
#include "oracles/oracle.h"

namespace lockstep {

std::unique_ptr<Oracle> Marshalling(const Port& port);

// Whether pickle changed what there was: nothing where there was nothing to compare with.
bool LostInPickle(const Cell& plain, const Cell& pickled);

}  // namespace lockstep
