// Reduce: the shortest list of cases that still shows something, by delta debugging.
//
// Source: A. Zeller, R. Hildebrandt, "Simplifying and Isolating Failure-Inducing Input",
// IEEE TSE 28(2), 2002 (ddmin), after a look at the last 1, 2, 4, ... cases.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "harness/model/case.h"

namespace lockstep {

using Shows = std::function<bool(std::span<const Case>)>;

// `cases` shows it; so does what comes back, which is 1-minimal unless `budget` tests ran out.
std::vector<Case> Reduce(std::vector<Case> cases, const Shows& shows, std::size_t budget);

}  // namespace lockstep
