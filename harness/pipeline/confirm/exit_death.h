// A death on the way out: a process that answered every case and then dies in the interpreter's
// finalization.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "harness/model/finding.h"
#include "harness/pipeline/confirm/probe.h"

namespace lockstep {

// The shortest list of calls after which the process does not end well, without what an examiner
// explains (id, script); nullopt when it ends well this time.
Result<std::optional<Finding>> ExitDeath(const Probe& probe, const Run& run,
                                         std::vector<Case> cases);

}  // namespace lockstep
