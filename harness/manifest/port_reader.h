// One [[port]] of a manifest.
#pragma once

#include <string>

#include "harness/manifest/field.h"
#include "harness/model/port.h"

namespace lockstep {

// `port` comes with the manifest's defaults (python, path, cases).
Result<Port> ReadPort(const TomlValue& table, const SourceText& source, Port port);

// "module:qualname"; else what is wrong with it (empty: nothing).
std::string WhyNotAnObject(const std::string& target);

// The kind that follows from what was declared, and what is left out filled in.
void Complete(Port& port);

}  // namespace lockstep
