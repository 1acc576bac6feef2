// Where two plays of one sequence of operations part, step by step: "step[3].pop.result",
// "step[3].pop.state".
#pragma once

#include <string>
#include <vector>

#include "harness/model/case.h"
#include "oracles/difference.h"
#include "oracles/outcomes.h"

namespace lockstep {

// Every step whose outcome parts, up to the first that leaves the two in different states or works
// on what an earlier one gave differently. Outcomes of calls, and those of sequences that did not
// survive, part in one place at most.
std::vector<Difference> Differences(const Case& subject, const Outcome& expected,
                                    const Outcome& actual, const Lens& lens);

}  // namespace lockstep
