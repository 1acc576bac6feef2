#include "harness/pipeline/real_workshop.h"

#include <fmt/format.h>

#include <utility>

#include "harness/model/python_text.h"
#include "harness/worker/pool.h"
#include "harness/worker/script.h"

namespace lockstep {
namespace {

// The script waits for its own two sides, each with a limit of its own.
constexpr std::chrono::seconds kScriptLimit{30};
constexpr std::chrono::seconds kCostsLimit{180};

Result<std::unique_ptr<Runner>> OpenRunner(const Port& port, const Halted& halted,
                                           std::shared_ptr<worker::Templates> templates) {
  auto locations = FindLocations();
  if (!locations) return locations.error();
  RunnerOptions options;
  options.locations = *locations;
  options.templates = std::move(templates);
  auto runner = ProcessRunner(port, std::move(options));
  runner->Heed(halted);
  return runner;
}

bool ScriptShows(const Port& port, const std::string& source, const Halted& halted) {
  const auto run = RunScript(port.python, {}, source, kScriptLimit, {}, halted);
  // A script that fails itself has status 1 too.
  const bool ran = run && !run->timed_out && run->signal == 0 &&
                   run->errors.find("Traceback") == std::string::npos;
  return ran && run->exit_code == 1;
}

// The worker's code as a script of its own.
Result<std::string> RunCostMeasurement(const Port& port, Implementation side,
                                       const std::string& order, const Halted& halted) {
  auto locations = FindLocations();
  if (!locations) return locations.error();
  const std::string source = fmt::format(
      "import sys\nsys.path.append({})\nfrom lockstep.costs.cost_measurement import "
      "main\nmain({})\n",
      ToPython(Value::Str(locations->zipapp.string())), order);
  const std::string& python = side == kNative ? port.python : port.port_python;
  auto run = RunScript(python, {}, source, kCostsLimit, {}, halted);
  if (!run) return run.error();
  return run->output;
}

}  // namespace

Workshop RealWorkshop(const std::function<bool()>& should_stop) {
  const Halted halted = [should_stop] {
    return should_stop && should_stop() ? Halt::kAll : Halt::kNone;
  };
  return {[halted, templates = std::make_shared<worker::Templates>()](const Port& port) {
            return OpenRunner(port, halted, templates);
          },
          [halted](const Port& port, const std::string& source) {
            return ScriptShows(port, source, halted);
          },
          [halted](const Port& port, Implementation side, const std::string& order) {
            return RunCostMeasurement(port, side, order, halted);
          }};
}

}  // namespace lockstep
