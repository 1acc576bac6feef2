// The environment of an interpreter: fixed where results could depend on the caller's, passed on
// where the interpreter needs it to find itself and its packages.
#pragma once

#include <map>
#include <string>

#include "harness/model/setting.h"

namespace lockstep::worker {

using Environment = std::map<std::string, std::string>;

// PYTHONHASHSEED, allocator, time zone, locale and thread counts fixed; PATH, HOME, PYTHONPATH,
// virtual environments and loader variables as the caller has them; the setting's own variables
// last.
Environment EnvironmentOf(const Knobs& knobs);

}  // namespace lockstep::worker
