// Loading is the first phase: the port's processes are opened, both sides loaded, the declaration
// is held against native, and what there is to learn of a class is learned.
#pragma once

#include <string>
#include <vector>

#include "harness/model/result.h"
#include "harness/pipeline/port_context.h"

namespace lockstep {

// Native runs in the processes of `native`, where there is one. An Error when a side cannot be run
// at all.
Result<void> LoadSides(PortContext& context, Runner* native);

// The modules that its sides are defined in, and those of the ports that share native with it: told
// to oracles and workers, for both sides must project alike.
void SettleHomes(PortContext& context, std::vector<std::string> modules);

}  // namespace lockstep
