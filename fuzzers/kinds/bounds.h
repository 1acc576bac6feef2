// The bounds of a domain of numbers: what int and float have in common.
#pragma once

#include "harness/model/domain.h"

namespace lockstep {

bool WithinBounds(const Domain& domain, const Value& number);

}  // namespace lockstep
