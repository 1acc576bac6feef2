// One [[port]] of a manifest.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/manifest/field.h"
#include "harness/model/manifest.h"

namespace lockstep {

// With what the manifest says of all its ports (python, path, grammars, cases, examples).
Claim DefaultPort(const Manifest& manifest);

// `port` comes with the manifest's defaults.
Result<Claim> ReadPort(const TomlValue& table, const SourceText& source, Claim port);

// "module:qualname"; else what is wrong with it (empty: nothing).
std::string WhyNotAnObject(const std::string& target);

// What a shell would make of a command's text: its words, those in double quotes whole.
std::vector<std::string> WordsOf(const std::string& command);

// Files are named relative to the directory; a program with a bare name is looked up in PATH. After
// Complete, which keeps what was declared as the port's name.
void Settle(Claim& port, const std::filesystem::path& directory);

// Why it declares more than one implementation; empty: it does not.
std::string WhyNotOnePort(const Claim& port);

// The kind that follows from what was declared, and what is left out filled in.
void Complete(Claim& port);

}  // namespace lockstep
