// A Short History: of all the calls that came before a case, as little as still shows what they do
// to it. Few calls where a few of them matter; where it is their number that matters, one call
// again and again.
#pragma once

#include <cstddef>
#include <vector>

#include "harness/model/prefix.h"
#include "harness/pipeline/confirm/reduce.h"

namespace lockstep {

// `calls` before `subject` show it; so does what comes back. `budget` limits the tests of each of
// three ways.
Prefix ShortHistory(std::vector<Case> calls, const Case& subject, const Shows& shows,
                    std::size_t budget);

}  // namespace lockstep
