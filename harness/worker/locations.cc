#include "harness/worker/locations.h"

#include <optional>
#include <system_error>

namespace lockstep {
namespace {

namespace fs = std::filesystem;

std::optional<Locations> In(const fs::path& directory) {
  std::error_code ignored;
  const Locations found{directory / "python", directory / "lockstep-worker.pyz",
                        directory / "lockstep-host"};
  const bool complete =
      fs::exists(found.package / "lockstep", ignored) && fs::exists(found.zipapp, ignored);
  return complete ? std::optional(found) : std::nullopt;
}

}  // namespace

Result<Locations> FindLocations() {
  std::error_code failure;
  const fs::path program = fs::read_symlink("/proc/self/exe", failure);
  if (failure)
    return Error{Error::Kind::kSystem, failure.message(), "/proc/self/exe", "mount /proc", {}};
  return FindLocations(program);
}

Result<Locations> FindLocations(const fs::path& program) {
  for (fs::path directory = program.parent_path(); directory.has_relative_path();
       directory = directory.parent_path()) {
    if (auto found = In(directory)) return *found;
    if (auto found = In(directory / "lib" / "lockstep")) return *found;
  }
  return Error{Error::Kind::kSystem,
               "Lockstep's Python worker is not beside the program",
               program.string(),
               "build the whole tree, or install it with cmake --install",
               {}};
}

}  // namespace lockstep
