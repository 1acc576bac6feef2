#include "harness/cli/script_files.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "corpora/files.h"

namespace lockstep {

namespace fs = std::filesystem;

Result<fs::path> ScriptDirectory(const std::string& text, const fs::path& directory) {
  if (text.empty()) return fs::path();
  const fs::path place = (directory / text).lexically_normal();
  std::error_code code;
  fs::create_directories(place, code);
  std::string why;
  if (code || !fs::is_directory(place))
    why = code ? code.message() : "it is no directory";
  else if (::access(place.c_str(), W_OK | X_OK) != 0)
    why = std::strerror(errno);  // NOLINT(concurrency-mt-unsafe): one thread
  if (why.empty()) return place;
  return Error{Error::Kind::kSystem, "scripts cannot be written there: " + why, place.string(),
               "name a directory that can be written", ""};
}

Result<void> WriteScripts(const Report& report, const fs::path& directory) {
  if (directory.empty()) return {};
  for (const PortReport& port : report.ports)
    for (const Finding& finding : port.findings) {
      if (finding.script.empty()) continue;
      if (auto written = WriteWhole(directory / (finding.id + ".py"), finding.script); !written)
        return written;
    }
  return {};
}

}  // namespace lockstep
