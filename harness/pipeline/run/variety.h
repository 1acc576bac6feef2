// The variety of a breach: what it looks like from afar. Where a difference is excused, breaches of
// the same kind are kept apart by it, so that one that is not meant does not hide behind those that
// are.
#pragma once

#include "harness/model/case.h"
#include "harness/model/varieties.h"
#include "harness/model/verdict.h"

namespace lockstep {

// Below kVarieties.
unsigned VarietyOf(const Case& subject, const Violated& violation);

}  // namespace lockstep
