// Whether one implementation repeats itself, as far as its contract looks.
#pragma once

#include "harness/model/contract.h"
#include "harness/model/matrix.h"

namespace lockstep {

// As CellsDiffer; but where the contract compares exceptions by their types their words do not
// count.
bool OutcomesDiffer(const Cell& left, const Cell& right, const Contract& contract);

}  // namespace lockstep
