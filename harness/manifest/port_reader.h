// One [[port]] of a manifest.
#pragma once

#include <string>

#include "harness/manifest/field.h"
#include "harness/model/manifest.h"

namespace lockstep {

// With what the manifest says of all its ports (python, path, cases, examples).
Port DefaultPort(const Manifest& manifest);

// `port` comes with the manifest's defaults.
Result<Port> ReadPort(const TomlValue& table, const SourceText& source, Port port);

// "module:qualname"; else what is wrong with it (empty: nothing).
std::string WhyNotAnObject(const std::string& target);

// The kind that follows from what was declared, and what is left out filled in.
void Complete(Port& port);

}  // namespace lockstep
