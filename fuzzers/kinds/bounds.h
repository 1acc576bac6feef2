// The bounds of a domain of numbers: what int and float have in common.
#pragma once

#include "harness/model/domain.h"

namespace lockstep {

bool WithinBounds(const Domain& domain, const Value& number);

// The bound that is nearest to a zero outside of them.
struct NearestBound {
  Value value;
  bool low = false;  // it is the lower one
  bool open = false;
};
NearestBound BoundNearest(const Value& zero, const Domain& domain);

// As a double, where it is an int of any size too.
double RealOf(const Value& number);

}  // namespace lockstep
