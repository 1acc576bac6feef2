// A Target is what the command line names: a manifest, or one function with what stands in
// for it. Either becomes a Manifest.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/manifest.h"
#include "harness/model/result.h"

namespace lockstep {

struct Target {
  std::string text;  // "heapq:nsmallest", "lockstep.toml", a directory, or "mypkg.ports"
  std::optional<std::string> port, args;
  std::optional<std::string> command, library;
  bool native_only = false;
  // These replace what a manifest says.
  std::optional<std::string> python, port_python, state;
  std::optional<std::uint64_t> cases, seed;
  std::vector<std::string> laws;  // names of laws or of families; empty: all
  std::vector<std::string> only;  // globs over native, port and name; empty: all
};

// Adds what modules of registrations declare; `python` is the interpreter to ask.
using Registrar = std::function<Result<void>(Manifest& manifest, const std::string& python)>;

// Relative paths are relative to `directory`, which is also on sys.path of a function or module
// named on the command line, as with `python -c`. Without a registrar no module can be asked.
Result<Manifest> ManifestOf(const Target& target, const std::filesystem::path& directory,
                            const Registrar& registrar = {});

// A file, a directory that holds one, or a module of registrations, which is not asked yet.
Result<Manifest> ManifestNamed(const std::string& text, const std::filesystem::path& directory);

// Whether --only names it; no glob at all names every port.
bool IsWanted(const Claim& port, const std::vector<std::string>& globs);

// `*`, `?` and [...] as a shell has them.
bool Matches(const std::string& glob, const std::string& text);

}  // namespace lockstep
