// Reaching: which lines and branches of a side's own Python code a sample of the cases reaches.
// They are called once more for it, in a process that does nothing else.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/evidence.h"
#include "harness/pipeline/run/rehearsal.h"
#include "harness/worker/runner.h"

namespace lockstep {

// Whether any of the files is Python.
bool HasPython(const std::vector<std::string>& sources);

// `batches`: those of the first unit. nullopt: there is no Python code to reach, calls do not
// survive, or they take so long that not even the first could be traced.
std::optional<Reach> ReachOf(Runner& runner, Implementation implementation, const Batches& batches,
                             const std::function<bool()>& should_stop);

}  // namespace lockstep
