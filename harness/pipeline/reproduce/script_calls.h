// The calls of a script, and the names that they use.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "harness/model/prefix.h"

namespace lockstep {

// The function `earlier_calls`, which makes them; what becomes of them does not matter.
std::string EarlierCalls(const Prefix& prefix);

// Statements that bind what the calls name: modules, else attributes of the callee's own module.
// They stand at the top of a script whose first argument is the callee.
std::string NamesText(const Prefix& prefix, const Case& subject);

// The modules that a call names; nullopt where a name of the call is not a module's attribute.
std::optional<std::set<std::string>> ModulesUsed(const Case& subject);

}  // namespace lockstep
