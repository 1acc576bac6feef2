// Registrations are ports and mappings that Python modules declare; they are learned by importing
// the modules in a process of the user's interpreter.
#pragma once

#include <string>

#include "harness/model/manifest.h"
#include "harness/model/result.h"

namespace lockstep {

// Adds what the modules of `manifest.registrations` register to its ports. `python`: the
// interpreter that imports them.
Result<void> LearnRegistrations(Manifest& manifest, const std::string& python);

}  // namespace lockstep
