// X | Y: a value of any member.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kUnionHandling;

// The member of a union (or the domain itself) that contains the value; nullptr: none does.
const Domain* MemberFor(const Domain& domain, const Value& value);

}  // namespace lockstep
