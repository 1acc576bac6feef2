// Whether a value has parts that one would speak of. A Decimal, or a datetime with its zone, is
// made of arguments, but where two of them differ the whole is shown.
#pragma once

#include "harness/model/value.h"

namespace lockstep {

bool IsAtomic(const Value& value);

// Of an object that its class's `reduce` describes: whether all that stands before its items is.
bool HasAtomicHead(const Value& reduced);

}  // namespace lockstep
