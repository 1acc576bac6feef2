// A Runner for one of several ports of one native: the port runs in processes of its own, native in
// those that all of them share.
#pragma once

#include <memory>

#include "harness/worker/runner.h"

namespace lockstep {

// `native` outlives it.
std::unique_ptr<Runner> SharingNative(Runner& native, std::unique_ptr<Runner> port);

}  // namespace lockstep
