#include "harness/cli/run.h"

#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <ostream>
#include <set>
#include <sstream>

#include "corpora/files.h"
#include "harness/cli/accepted_today.h"
#include "harness/cli/print_error.h"
#include "harness/cli/progress_line.h"
#include "harness/cli/registrations.h"
#include "harness/cli/script_files.h"
#include "harness/cli/stop_signal.h"
#include "harness/manifest/located.h"
#include "harness/pipeline/check.h"
#include "reports/costs.h"
#include "reports/reporter.h"

namespace lockstep {
namespace {

// What the run leaves in the state directory beside its journal.
Result<void> Keep(const Report& report) {
  if (report.run_directory.empty()) return {};
  const std::filesystem::path directory = report.run_directory;
  std::ostringstream json, evidence;
  JsonReporter()->Write(report, json);
  EvidenceReporter()->Write(report, evidence);
  auto written = WriteWhole(directory / "report.json", std::move(json).str());
  return written ? WriteWhole(directory / "evidence.json", std::move(evidence).str()) : written;
}

Result<Report> Checked(const Manifest& manifest, const CheckOptions& options, bool quiet,
                       const Surroundings& surroundings) {
  if (quiet) {
    Progress silent;
    return Check(manifest, options, silent, StopRequested);
  }
  ProgressLine line(surroundings.err, surroundings.err_style);
  return Check(manifest, options, line, StopRequested);
}

// Quoted for a shell, where it needs to be.
std::string Quoted(const std::string& text) {
  constexpr const char* kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-";
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) return text;
  std::string quoted = "'";
  for (const char byte : text) quoted += byte == '\'' ? std::string("'\\''") : std::string(1, byte);
  return quoted + "'";
}

// So that the replay line of a report works when it is pasted where the run was started.
std::string ReplayOptions(const Target& target) {
  std::string options;
  const bool function = target.text.find(':') != std::string::npos || target.native_only ||
                        target.port || target.port_python;
  const bool found_anyway =
      target.text == "." || target.text == "./" || target.text == "lockstep.toml";
  if (!function && !found_anyway) options += " --manifest " + Quoted(target.text);
  if (target.state) options += " --state " + Quoted(*target.state);
  if (target.python && function) options += " --python " + Quoted(*target.python);
  if (target.command && function) options += " --command " + Quoted(*target.command);
  if (target.library && function) options += " --library " + Quoted(*target.library);
  if (target.port_python && function) options += " --port-python " + Quoted(*target.port_python);
  return options;
}

// What several ports lack is said once.
void PrintUnloaded(const Report& report, const Manifest& manifest,
                   const Surroundings& surroundings) {
  std::set<std::string> said;
  for (const PortReport& port : report.ports)
    if (port.unloaded && said.insert(port.unloaded->where + "|" + port.unloaded->what).second)
      PrintError(surroundings.err, Located(*port.unloaded, manifest.file), surroundings.err_style);
}

}  // namespace

ExitStatus RunCheck(const Surroundings& surroundings, RunOptions options) {
  options.target.laws = SplitAtCommas(options.laws);
  options.target.only = SplitAtCommas(options.only);
  const auto manifest = ManifestOf(options.target, surroundings.directory, LearnRegistrations);
  if (!manifest) return Fail(surroundings, manifest.error());
  auto accepted = AcceptedToday(*manifest, surroundings);
  if (!accepted) return Fail(surroundings, accepted.error());
  const auto gate = Gate::Open(options.gate, surroundings.directory);
  if (!gate) return Fail(surroundings, gate.error());
  const std::string replay_options = ReplayOptions(options.target);
  const auto outputs = Outputs::Open(options.outputs, replay_options, surroundings.directory,
                                     surroundings.environment);
  if (!outputs) return Fail(surroundings, outputs.error());
  const auto scripts = ScriptDirectory(options.scripts, surroundings.directory);
  if (!scripts) return Fail(surroundings, scripts.error());
  // Whoever says both a time and a number means whichever is reached first.
  const bool open_ended = !options.target.cases;
  const CheckOptions check{
      options.budget,
      options.jobs,
      open_ended,
      std::move(*accepted),
      gate->known(),
      {},
      [&only = options.target.only](const Claim& claim) { return IsWanted(claim, only); },
      NeedCosts(options.outputs)};
  auto report = Checked(*manifest, check, options.quiet, surroundings);
  if (!report) return Fail(surroundings, Located(report.error(), manifest->file));
  gate->Judge(*report);
  if (!outputs->take_standard_output()) {
    TerminalReporter({surroundings.out_style.colour, options.quiet, replay_options, options.verbose,
                      options.scripts})
        ->Write(*report, surroundings.out);
    WriteCostsText(*report, surroundings.out_style.colour, surroundings.out);
    surroundings.out << std::flush;
  }
  const auto kept = Keep(*report), written = outputs->Write(*report, surroundings.out);
  const auto scripted = WriteScripts(*report, *scripts);
  PrintUnloaded(*report, *manifest, surroundings);
  for (const auto& result : {kept, written, scripted})
    if (!result) return Fail(surroundings, result.error());
  return StatusOf(*report);
}

}  // namespace lockstep
