// list, tuple and Iterator: elements in an order.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kListHandling;
extern const Handling kTupleHandling;
extern const Handling kIteratorHandling;

}  // namespace lockstep
