// What native's instances show of their class when they are played with: what operations give,
// which attributes there are, and whether an instance may be put into itself.
#pragma once

#include "harness/model/port.h"
#include "harness/model/result.h"
#include "harness/pipeline/learn/allowance.h"
#include "harness/worker/runner.h"

namespace lockstep {

// What is known of the port, with what they show; less where there is no time. `runner` runs
// sequences.
Result<Learned> LearnFromInstances(Port port, Runner& runner, Allowance& allowance);

}  // namespace lockstep
