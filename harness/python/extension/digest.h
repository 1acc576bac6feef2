// XXH3-128, seed 0, in canonical byte order: what stands for encoded bytes in a column.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace lockstep::python {

using DigestBytes = std::array<std::uint8_t, 16>;

DigestBytes DigestOf(std::span<const std::uint8_t> bytes);

}  // namespace lockstep::python
