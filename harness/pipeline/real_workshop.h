// The Workshop of real processes.
#pragma once

#include "harness/pipeline/workshop.h"

namespace lockstep {

// Once `should_stop` says so, no script is waited for, and no process that nothing else is told.
Workshop RealWorkshop(const std::function<bool()>& should_stop = {});

}  // namespace lockstep
