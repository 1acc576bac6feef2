// Where a script looks for modules, as the workers do: the manifest's path, then the PYTHONPATH of
// whoever started the run; where translations or a law of shipping stand between the call and the
// object, Lockstep's own package too.
#pragma once

#include <string>

#include "harness/model/port.h"

namespace lockstep {

// As a Python list of absolute paths: `["/home/me/project"]`.
std::string ScriptPath(const Port& port);

}  // namespace lockstep
