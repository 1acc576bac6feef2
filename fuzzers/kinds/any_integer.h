// Integers without bounds, as they are drawn: small ones that collide, boundaries, every length.
#pragma once

#include <cstdint>

#include "fuzzers/draw.h"

namespace lockstep {

// [-n, n], the small numbers that make duplicates and equal keys.
inline std::int64_t SmallInt(std::uint64_t bits, int size) {
  const auto reach = static_cast<std::uint64_t>(2 + size / 8);
  return static_cast<std::int64_t>((bits & 0xffffffff) * (2 * reach + 1) >> 32) -
         static_cast<std::int64_t>(reach);
}

// +-2^n and what is within a few of it.
std::int64_t BoundaryInt(Draw& draw);

// False when it is beyond 64 bits and was written already.
bool DrawInt(Draw& draw, std::int64_t& value);

}  // namespace lockstep
