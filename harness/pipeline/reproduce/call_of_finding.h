// How a finding's call is told: as Python on one line, with what must be called before it where
// that is short.
#pragma once

#include <string>

#include "harness/model/finding.h"
#include "harness/model/port.h"

namespace lockstep {

// What comes before the smallest case where the finding shows: under the law `replay`, the same.
Prefix CalledBefore(const Finding& finding);

// `f(1); f(0)`, `[f(0) for _ in range(7000)]; f(0)`; only the last call where that would be long.
std::string CallOf(const Port& port, const Finding& finding);

// "7,000 calls of f(0)": where there is more before it than a few calls that the call above names.
std::string AfterText(const Port& port, const Finding& finding);

}  // namespace lockstep
