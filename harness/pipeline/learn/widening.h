// Widening is finding out what an optional parameter takes besides its default, where that says
// nothing (None, a sentinel, an empty container): by the docstring, and by calling native.
#pragma once

#include <string>
#include <vector>

#include "harness/pipeline/learn/domain_probe.h"
#include "harness/pipeline/learn/sought.h"

namespace lockstep {

// Of each open parameter the domain becomes what native takes, the others being held at their
// defaults; one of which it takes nothing stays as it is.
Result<void> Widen(const Port& port, const Loaded& native, std::vector<Sought>& sought,
                   Runner& runner, Allowance& allowance);

}  // namespace lockstep
