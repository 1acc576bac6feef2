// Puts a case in order after an edit: sharing that lost one of its ends, labels, sets.
#pragma once

#include "harness/model/case.h"

namespace lockstep {

// `before` is the case that was edited: a reference whose object was taken away becomes that
// object. Labels that nothing refers to go; the others count from 0 again. Sets are sorted.
void Tidy(Case& edited, const Case& before);

}  // namespace lockstep
