// Inputs of a given length: what a sweep over sizes is made of.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "harness/model/case.h"
#include "harness/model/port.h"

namespace lockstep {

// The port's parameters with every container and text that may be so long exactly `length` long;
// where there is none, every integer that may be so large. nullopt: nothing in them grows so far.
std::optional<Port> Sized(const Port& port, std::uint64_t length);

// At most `count` random cases within the domain, encoded.
std::vector<std::vector<std::uint8_t>> EncodedCases(const Port& port, std::uint64_t seed,
                                                    std::size_t count);

}  // namespace lockstep
