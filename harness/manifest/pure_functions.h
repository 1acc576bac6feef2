// The named pure functions that Callable[[...], ...] draws from.
#pragma once

#include "harness/model/domain.h"

namespace lockstep {

// `signature` is kCallable: functions that take its parameters and give something like its
// result, the simplest first. Each is a kFunction of builtins or a lambda as a kExpr.
std::vector<Value> PureFunctions(const Domain& signature);

}  // namespace lockstep
