// What a module of registrations said (harness/python/lockstep/api/registrations.py, as JSON) to
// the Ports of a Manifest. The module is the user's: nothing in it is trusted to be well formed.
#pragma once

#include <string_view>

#include "harness/model/manifest.h"
#include "harness/model/result.h"

namespace lockstep {

// Adds the registered ports behind those that the manifest has, and tells all of them which modules
// have mappings. Errors point into the Python file that registers.
Result<void> AddRegistered(std::string_view json, Manifest& manifest);

}  // namespace lockstep
