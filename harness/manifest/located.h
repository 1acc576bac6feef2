// An error about a name, pointed at where the manifest says it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "harness/model/result.h"

namespace lockstep {

// Some names are only known to be wrong once an interpreter has looked for them: then
// `error.where` is the name itself. If the manifest `file` holds it as a value, the error comes
// back with line, column, excerpt and caret; else as it is. An empty path: the command line.
//
// Where it is about a part of what a port declares, `error.where` is made by PlaceInPort.
Error Located(Error error, const std::filesystem::path& file);

// `port` is Claim::where; `key` is "args", "init", or "operations.append"; the part is `width`
// bytes from byte `offset` of its text.
std::string PlaceInPort(const std::string& port, const std::string& key, std::size_t offset,
                        std::size_t width);

}  // namespace lockstep
