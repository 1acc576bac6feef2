#include "harness/pipeline/real_workshop.h"

#include "harness/worker/pool.h"
#include "harness/worker/script.h"

namespace lockstep {
namespace {

// The script waits for its own two sides, each with a limit of its own.
constexpr std::chrono::seconds kScriptLimit{30};

Result<std::unique_ptr<Runner>> OpenRunner(const Port& port) {
  auto locations = FindLocations();
  if (!locations) return locations.error();
  RunnerOptions options;
  options.locations = *locations;
  return ProcessRunner(port, std::move(options));
}

bool ScriptShows(const Port& port, const std::string& source) {
  const auto run = RunScript(port.python, port.path, source, kScriptLimit);
  // A script that fails itself has status 1 too.
  const bool ran = run && !run->timed_out && run->signal == 0 &&
                   run->errors.find("Traceback") == std::string::npos;
  return ran && run->exit_code == 1;
}

}  // namespace

Workshop RealWorkshop() { return {OpenRunner, ScriptShows}; }

}  // namespace lockstep
