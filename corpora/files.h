// Whole files, read and written so that nobody ever sees half of one.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "harness/model/result.h"

namespace lockstep {

// The content of a regular file of at most `limit` bytes.
Result<std::string> ReadWhole(const std::filesystem::path& file, std::size_t limit);

// Written beside, synchronised, renamed: after a power cut there is the old file or the new one.
Result<void> WriteWhole(const std::filesystem::path& file, const std::string& content);

}  // namespace lockstep
