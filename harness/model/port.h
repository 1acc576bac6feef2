// A Port is a claim together with what was learned of it: what is read by all who make, play and
// compare cases.
#pragma once

#include <string>
#include <vector>

#include "harness/model/claim.h"
#include "harness/model/learned.h"

namespace lockstep {

struct Port : Claim, Learned {};

// Nothing was learned of it yet: its terms are those that were declared.
Port AsClaimed(Claim claim);

// The parameters of what a step of a class's case calls ("" is the constructor, "r3.append" is
// append on what step 3 gave); nullptr: there is no such operation. Iterators that a step gave have
// __next__.
const std::vector<Parameter>* ParametersOf(const Port& port, const std::string& operation);

}  // namespace lockstep
