// One cell of a column, as PROTOCOL.md lays it out.
#pragma once

#include <cstdint>

#include "harness/python/extension/digest.h"

namespace lockstep::python {

struct Cell {
  enum Kind : std::uint8_t { kReturned, kRaised, kUnencodable = 4, kMissing };
  enum Flag : std::uint8_t {
    kBytesKept = 1,
    kReplayDiffers = 2,
    kMutates = 4,
    kNotDelivered = 32,
    kNotRun = 64
  };
  DigestBytes exact{}, projected{}, effects{};
  std::uint8_t kind = kMissing, flags = 0;
  std::uint16_t zero = 0;
  std::uint32_t ticks = 0;
};
static_assert(sizeof(Cell) == 56);

}  // namespace lockstep::python
