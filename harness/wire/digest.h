// XXH3-128 of encoded bytes: what stands for an outcome while nothing differs.
#pragma once

#include <span>
#include <string>

#include "harness/model/matrix.h"

namespace lockstep::wire {

Digest DigestOf(std::span<const std::uint8_t> bytes);

std::string ToHex(const Digest& digest);

}  // namespace lockstep::wire
