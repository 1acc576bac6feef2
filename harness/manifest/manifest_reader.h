// lockstep.toml, or [tool.lockstep] of a pyproject.toml, to a Manifest.
#pragma once

#include <filesystem>

#include "harness/model/manifest.h"
#include "harness/model/result.h"

namespace lockstep {

// `path` is a file, or a directory with a lockstep.toml or a pyproject.toml in it. Relative
// paths inside are relative to the file. Unknown keys are errors.
Result<Manifest> LoadManifest(const std::filesystem::path& path);

}  // namespace lockstep
