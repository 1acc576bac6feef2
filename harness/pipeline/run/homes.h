// The homes of a port: the modules that either side is defined in. Their classes are compared by
// the role they have, not by their name (harness/python/lockstep/worker/values/projection.py).
#pragma once

#include <string>
#include <vector>

#include "harness/worker/runner.h"

namespace lockstep {

// `other` is null where native is checked alone.
std::vector<std::string> HomesOf(const Loaded& native, const Loaded* other);

}  // namespace lockstep
