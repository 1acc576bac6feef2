// The short script of a finding: both sides in one process, a dozen lines, enough for most
// findings.
#pragma once

#include <optional>
#include <string>

#include "harness/model/finding.h"
#include "harness/model/port.h"

namespace lockstep {

// Compares the results' repr. nullopt where that cannot show it (determinism, mutation, aliasing, a
// side that dies).
std::optional<std::string> ShortScriptText(const Port& port, const Finding& finding);

}  // namespace lockstep
