// One run of the conveyor, from the options of `check` and `fuzz` to the exit status.
#pragma once

#include "harness/cli/commands.h"
#include "harness/cli/options.h"

namespace lockstep {

ExitStatus RunCheck(const Surroundings& surroundings, RunOptions options);

}  // namespace lockstep
