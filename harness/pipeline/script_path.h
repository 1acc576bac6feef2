// Where a script looks for modules, as the workers do: the manifest's path, then the PYTHONPATH of
// whoever started the run.
#pragma once

#include <string>

#include "harness/model/port.h"

namespace lockstep {

// As a Python list of absolute paths: `["/home/me/project"]`.
std::string ScriptPath(const Port& port);

}  // namespace lockstep
