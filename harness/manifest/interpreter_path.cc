#include "harness/manifest/interpreter_path.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "harness/model/manifest.h"

namespace lockstep {

std::string InterpreterPath(const std::string& name) {
  const char* path = std::getenv("PATH");
  if (name.empty() || name.find('/') != std::string::npos || !path) return name;
  std::istringstream directories{std::string(path)};
  for (std::string directory; std::getline(directories, directory, ':');) {
    const auto candidate = std::filesystem::path(directory.empty() ? "." : directory) / name;
    std::error_code code;
    if (std::filesystem::is_regular_file(candidate, code) && access(candidate.c_str(), X_OK) == 0)
      return std::filesystem::absolute(candidate).string();
  }
  return name;
}

std::string ActiveInterpreter() {
  const char* active = std::getenv("VIRTUAL_ENV");
  if (active == nullptr || *active == '\0') return "";
  const auto python = std::filesystem::path(active) / "bin" / "python";
  return access(python.c_str(), X_OK) == 0 ? python.string() : "";
}

std::string DefaultInterpreter() {
  const std::string active = ActiveInterpreter();
  return active.empty() ? Manifest{}.python : active;
}

}  // namespace lockstep
