// lockstep doctor: what can be delivered here.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <ostream>

#include "harness/cli/checkup.h"
#include "harness/cli/commands.h"
#include "harness/cli/option.h"
#include "harness/cli/options.h"
#include "harness/host/trial.h"
#include "harness/manifest/interpreter_path.h"
#include "harness/manifest/port_reader.h"
#include "harness/model/manifest.h"
#include "harness/worker/locations.h"
#include "harness/worker/output_file.h"

namespace lockstep {
namespace {

constexpr const char* kDoctorFooter =
    R"(Examples:
  lockstep doctor
  lockstep doctor --python /usr/bin/python3 --port-python pypy3
  lockstep doctor --probe node sorted.js       does a port in another language keep the protocol?
  lockstep doctor --probe ./libsorted.so       the same for native code

Exit status: 0 a check can run here, 3 something that it cannot do without is missing; with --probe
0 everything holds, 1 something does not, 3 the command cannot be started.
)";

constexpr std::chrono::milliseconds kProbePatience{5000};

struct DoctorOptions {
  std::string python = DefaultInterpreter(), port_python, state = ".lockstep";
  std::vector<std::string> probe;
};

std::string Mark(Checkup::State state, const Style& style, const char* bad = "MISSING") {
  switch (state) {
    case Checkup::State::kGood:
      return style.In("32", "yes    ");
    case Checkup::State::kWeaker:
      return style.In("33", "weaker ");
    case Checkup::State::kMissing:
      return style.In("31", bad);
  }
  return {};
}

std::vector<Checkup> CheckAll(const DoctorOptions& options, const Surroundings& surroundings) {
  std::vector<std::string> interpreters = {InterpreterPath(options.python)};
  if (!options.port_python.empty()) interpreters.push_back(InterpreterPath(options.port_python));
  auto found = CheckInterpreters(interpreters);
  for (Checkup& checkup : found)
    if (checkup.name == ActiveInterpreter()) checkup.text += ", of the active virtual environment";
  const auto containment = CheckContainment();
  found.insert(found.end(), containment.begin(), containment.end());
  const auto knobs = CheckKnobs(interpreters.front());
  found.insert(found.end(), knobs.begin(), knobs.end());
  found.push_back(CheckState((surroundings.directory / options.state).lexically_normal()));
  found.push_back({"processors", Checkup::State::kGood, fmt::format("{}", Processors())});
  return found;
}

// A library is run by our host.
Result<std::vector<std::string>> CommandOf(std::vector<std::string> words) {
  if (words.size() == 1) words = WordsOf(words.front());
  if (words.empty()) words.emplace_back();
  if (words.size() == 1 && words.front().ends_with(".so")) {
    const auto locations = FindLocations();
    if (!locations) return locations.error();
    return std::vector<std::string>{locations->host.string(),
                                    std::filesystem::absolute(words.front()).string()};
  }
  words.front() = InterpreterPath(words.front());
  return words;
}

ExitStatus Probe(const DoctorOptions& options, const Surroundings& surroundings) {
  const auto command = CommandOf(options.probe);
  if (!command) return Fail(surroundings, command.error());
  const auto tried = host::TryPeer(*command, kProbePatience);
  if (!tried) return Fail(surroundings, tried.error());
  bool holds = true;
  for (const auto& [how, what, why] : *tried) {
    const bool fails = how == host::Tried::How::kFails;
    const auto state = fails                                ? Checkup::State::kMissing
                       : how == host::Tried::How::kDeclined ? Checkup::State::kWeaker
                                                            : Checkup::State::kGood;
    holds = holds && !fails;
    surroundings.out << Mark(state, surroundings.out_style, "NO     ") << "  "
                     << worker::Shown(what) << (why.empty() ? "" : ": " + worker::Shown(why))
                     << '\n';
  }
  surroundings.out << std::flush;
  return holds ? ExitStatus::kHolds : ExitStatus::kFindings;
}

ExitStatus Doctor(const DoctorOptions& options, const Surroundings& surroundings) {
  if (!options.probe.empty()) return Probe(options, surroundings);
  const auto found = CheckAll(options, surroundings);
  std::size_t widest = 0;
  for (const Checkup& checkup : found) widest = std::max(widest, checkup.name.size());
  for (const Checkup& checkup : found)
    surroundings.out << fmt::format("{}  {:<{}}  {}\n", Mark(checkup.state, surroundings.out_style),
                                    checkup.name, widest, checkup.text);
  surroundings.out << std::flush;
  const bool missing = std::any_of(found.begin(), found.end(), [](const Checkup& checkup) {
    return checkup.state == Checkup::State::kMissing;
  });
  return missing ? ExitStatus::kFailed : ExitStatus::kHolds;
}

}  // namespace

Action AddDoctor(CLI::App& program) {
  CLI::App& command = AddCommand(program, "doctor", "say what can be delivered on this machine",
                                 {"doctor [options]", kDoctorFooter});
  const auto options = std::make_shared<DoctorOptions>();
  AddOption(command, {"--python", &options->python, "the interpreter native lives in", "EXE",
                      kDefaultPythonText});
  AddOption(command, {"--port-python", &options->port_python, "another interpreter", "EXE"});
  AddOption(command, {"--state", &options->state, "where corpus and runs would be kept", "DIR",
                      options->state});
  AddOption(command, {"--probe", &options->probe,
                      "try a program or library that is to be a port: does it keep the protocol?",
                      "COMMAND..."});
  return [options](const Surroundings& surroundings) { return Doctor(*options, surroundings); };
}

}  // namespace lockstep
