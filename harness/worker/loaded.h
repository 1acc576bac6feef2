// What a zygote said about the target it loaded, as values.
#pragma once

#include "harness/worker/message.h"
#include "harness/worker/runner.h"

namespace lockstep::worker {

// `hello` introduced the interpreter, `loaded` is the answer to load. An Error when the target
// does not resolve (kUsage) or its import failed (kInterpreter).
Result<Loaded> LoadedFrom(const Answer& hello, const Answer& loaded, const std::string& target);

}  // namespace lockstep::worker
