// An error about a name, pointed at where the manifest says it.
#pragma once

#include <filesystem>

#include "harness/model/result.h"

namespace lockstep {

// Some names are only known to be wrong once an interpreter has looked for them: then
// `error.where` is the name itself. If the manifest `file` holds it as a value, the error comes
// back with line, column, excerpt and caret; else as it is. An empty path: the command line.
Error Located(Error error, const std::filesystem::path& file);

}  // namespace lockstep
