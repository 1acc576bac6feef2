// Marshalling: arguments and results survive the way to another process. Law round-trip.
//
// Judged relative to native: where native does not survive pickle in the same row either, it is
// a property of the pair, not a breach.
#pragma once

#include <cstdint>
#include <memory>

#include "harness/model/port.h"
#include "oracles/oracle.h"

namespace lockstep {

std::unique_ptr<Oracle> Marshalling(const Port& port);

// Rows in which native itself does not survive pickle: "not picklable" is then a property.
std::uint64_t NativeUnpicklable(const Matrix& matrix);

}  // namespace lockstep
