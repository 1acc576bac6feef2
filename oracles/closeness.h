// Closeness: how far apart two doubles are, and whether a tolerance forgives it.
#pragma once

#include <cstdint>

#include "harness/model/contract.h"

namespace lockstep {

// Representable doubles between the two; 0 for the two zeros. Neither is a NaN.
std::uint64_t UlpDistance(double left, double right);

// Equal bits always; otherwise as the tolerance says: within `ulp`, or within
// absolute + relative * |expected|. Any tolerance forgives a NaN's payload, which arithmetic
// does not define; the sign of a zero is forgiven by an absolute one alone.
bool Close(std::uint64_t expected_bits, std::uint64_t actual_bits, const Tolerance& tolerance);

// How two doubles of different bits differ: "nan", "nan-payload", "negative-zero",
// "float-rounding" (they agree to about six digits) or "value".
const char* FloatDifference(std::uint64_t expected_bits, std::uint64_t actual_bits);

}  // namespace lockstep
