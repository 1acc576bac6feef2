// lockstep scan: what a module offers, and what of it could be checked.
#include "reports/scan.h"

#include <memory>
#include <ostream>
#include <sstream>

#include "harness/cli/commands.h"
#include "harness/cli/destination.h"
#include "harness/cli/option.h"
#include "harness/cli/options.h"
#include "harness/cli/stop_signal.h"
#include "harness/manifest/target.h"
#include "harness/pipeline/learn/inventory.h"
#include "harness/pipeline/real_workshop.h"

namespace lockstep {
namespace {

constexpr const char* kScanFooter =
    R"(Every public function is called with values of the common kinds, in a process of its own, to
learn what it takes. `lockstep check MODULE --native-only` checks those that can be driven.

Examples:
  lockstep scan statistics
  lockstep scan heapq --against mypkg.heap         what the port does not have
  lockstep scan math --against math --port-python pypy3 --json -

Exit status: 0 done, 2 there is no such module, 3 the harness could not do its job.
)";

struct ScanOptions {
  Target target;
  std::string against, json;
  std::size_t jobs = 1;
};

// The module as a check of all its functions would name it.
Target WholeModule(const ScanOptions& options) {
  Target target = options.target;
  if (!options.against.empty()) target.port = options.against;
  target.native_only = options.against.empty() && !target.port_python;
  return target;
}

ExitStatus RunScan(const Surroundings& surroundings, const ScanOptions& options) {
  const auto manifest = ManifestOf(WholeModule(options), surroundings.directory);
  if (!manifest) return Fail(surroundings, manifest.error());
  std::optional<Destination> json;
  if (!options.json.empty()) {
    auto opened = Destination::Open(options.json, surroundings.directory);
    if (!opened) return Fail(surroundings, opened.error());
    json = std::move(*opened);
  }
  ScanOrder order{manifest->ports.front(), options.jobs};
  const auto scan = ScanModule(order, RealWorkshop(), StopRequested);
  if (!scan) return Fail(surroundings, scan.error());
  if (StopRequested()) return ExitStatus::kInterrupted;
  if (!json || !json->is_standard_output())
    WriteScanText(*scan, surroundings.out_style.colour, surroundings.out);
  if (!json) return ExitStatus::kHolds;
  std::ostringstream text;
  WriteScanJson(*scan, text);
  const auto written = json->Write(std::move(text).str(), surroundings.out);
  return written ? ExitStatus::kHolds : Fail(surroundings, written.error());
}

}  // namespace

Action AddScan(CLI::App& program) {
  CLI::App& command =
      AddCommand(program, "scan", "list what a module offers, and what can be driven",
                 {"scan MODULE [options]", kScanFooter});
  const auto options = std::make_shared<ScanOptions>();
  options->jobs = Processors();
  AddOption(command, {.name = "MODULE",
                      .place = &options->target.text,
                      .text = "a dotted name, or a class of it: builtins:str.*",
                      .type = "",
                      .required = true});
  AddOption(command,
            {"--against", &options->against, "the module that stands in for it", "MODULE"});
  AddOption(command, {"--python", &options->target.python, "the interpreter the module lives in",
                      "EXE", Manifest{}.python});
  AddOption(command, {"--port-python", &options->target.port_python,
                      "the interpreter --against lives in", "EXE"});
  AddOption(command, {"--json", &options->json, "write it as JSON; - is standard output", "FILE"});
  AddOption(command,
            {"--jobs", &options->jobs, "functions at once", "N", std::to_string(options->jobs)});
  return [options](const Surroundings& surroundings) { return RunScan(surroundings, *options); };
}

}  // namespace lockstep
