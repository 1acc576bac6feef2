// Floats without bounds, as they are drawn: small ones that collide, and every special one.
#pragma once

#include <cstdint>

#include "fuzzers/draw.h"

namespace lockstep {

double SomeDecimal(Draw& draw);     // 0.1 and the like
double SomePowerOfTen(Draw& draw);  // times a digit
// Bits, because a compiler may fold a NaN's payload away.
std::uint64_t AnyFloat(Draw& draw);

}  // namespace lockstep
