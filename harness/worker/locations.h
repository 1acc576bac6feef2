// Where Lockstep's own Python code is: beside the program that runs, or under its prefix.
#pragma once

#include <filesystem>

#include "harness/model/result.h"

namespace lockstep {

struct Locations {
  // Holds the package `lockstep` and, where it was built, the extension `_lockstep`.
  std::filesystem::path package;
  // The worker as one file, for every other interpreter.
  std::filesystem::path zipapp;
  // The program that runs ports in native code.
  std::filesystem::path host = {};
};

// In a build tree build/<preset>/python and build/<preset>/lockstep-worker.pyz, above the program
// at any depth; installed, <prefix>/lib/lockstep. An Error (kSystem) when they are in neither.
Result<Locations> FindLocations();
// The same for a program at `program`.
Result<Locations> FindLocations(const std::filesystem::path& program);

}  // namespace lockstep
