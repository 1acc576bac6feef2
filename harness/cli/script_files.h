// The scripts of a run's findings as files: DIR/ID.py each.
#pragma once

#include <filesystem>
#include <string>

#include "harness/model/report.h"
#include "harness/model/result.h"

namespace lockstep {

// Made before the run, so that a place that cannot be written costs no hour of work. Empty: none.
Result<std::filesystem::path> ScriptDirectory(const std::string& text,
                                              const std::filesystem::path& directory);

// Of every finding that has one, whatever it does to the run.
Result<void> WriteScripts(const Report& report, const std::filesystem::path& directory);

}  // namespace lockstep
