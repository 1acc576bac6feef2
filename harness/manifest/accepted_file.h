// lockstep.accepted.toml: the differences that the user keeps, each with a reason.
//
// The file is the user's: Append only adds text behind what is there, so that comments and
// formatting stay.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "harness/model/accepted.h"
#include "harness/model/result.h"

namespace lockstep {

// In the order of the file; empty when there is no such file.
Result<std::vector<Accepted>> LoadAccepted(const std::filesystem::path& file);

// Adds an [[accepted]] entry. An Error (kUsage) when that finding is accepted already, and
// nothing is written when the file is not valid TOML.
Result<void> AppendAccepted(const std::filesystem::path& file, const Accepted& accepted);

// "2027-02-28", with the days that the month has.
bool IsDate(std::string_view text);

// An entry holds through the day it names. `today` is YYYY-MM-DD.
bool IsExpired(const Accepted& accepted, std::string_view today);

// The entry as TOML text.
std::string ToToml(const Accepted& accepted);

}  // namespace lockstep
