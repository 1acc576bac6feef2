// The Bound on how likely a case is to differ, at 95 %, when so many of so many did.
#pragma once

#include <cstdint>

namespace lockstep {

double BoundOf(std::uint64_t cases, std::uint64_t differed);

}  // namespace lockstep
