#include "harness/pipeline/reproduce/script_path.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <vector>

#include "harness/pipeline/reproduce/script_literal.h"
#include "harness/worker/locations.h"

namespace lockstep {

std::string ScriptPath(const Port& port) {
  std::vector<std::string> path = port.path;
  const auto add = [&](const std::string& entry) {
    if (std::ranges::find(path, entry) == path.end()) path.push_back(entry);
  };
  if (const char* given = std::getenv("PYTHONPATH")) {  // NOLINT(concurrency-mt-unsafe)
    std::istringstream entries{std::string(given)};
    for (std::string entry; std::getline(entries, entry, ':');)
      if (!entry.empty()) add(std::filesystem::absolute(entry).lexically_normal().string());
  }
  // What stands between the call and the object is Lockstep's.
  if (port.IsTranslated())
    if (const auto found = FindLocations()) add(found->package.string());
  return PlainList(path);
}

}  // namespace lockstep
