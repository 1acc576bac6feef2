// The Assumption is which cases a port's `assume` holds for. It is decided in a process of native's
// side that does nothing else, before anybody is asked to run them: what the code under test does
// to the predicate leaves out no case.
#pragma once

#include <memory>

#include "harness/worker/runner.h"

namespace lockstep {

// A runner whose sessions are not told the cases that `assume` does not hold for: the cells of
// those are kLeftOut. `runner` can be asked with Task::kAssume.
std::unique_ptr<Runner> Assuming(std::unique_ptr<Runner> runner);

}  // namespace lockstep
