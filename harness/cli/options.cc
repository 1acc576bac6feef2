#include "harness/cli/options.h"

#include <fmt/format.h>
#include <sched.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <sstream>

#include "harness/manifest/interpreter_path.h"
#include "reports/format.h"

namespace lockstep {
namespace {

constexpr std::chrono::milliseconds kLongest = std::chrono::hours(24 * 365);

std::optional<std::chrono::milliseconds> Unit(std::string_view name) {
  using namespace std::chrono_literals;
  if (name == "ms") return 1ms;
  if (name.empty() || name == "s") return 1000ms;
  if (name == "m" || name == "min") return 60000ms;
  if (name == "h") return 3600000ms;
  return std::nullopt;
}

// A whole number in digits: "-1" would be read as a huge one, and CLI::Range would write itself
// into the help page.
CLI::Validator Whole(std::uint64_t least) {
  const auto why_not = [least](const std::string& text) -> std::string {
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, code] = std::from_chars(text.data(), end, number);
    if (code != std::errc() || rest != end) return "\"" + text + "\" is not a whole number";
    return number < least ? fmt::format("must be at least {}", least) : std::string();
  };
  return {why_not, ""};
}

void AddBudget(CLI::App& command, RunOptions& options) {
  const auto read = [&options](const std::string& text) {
    options.budget = ReadDuration(text);
    if (!options.budget)
      throw CLI::ValidationError("--budget",
                                 "\"" + text + "\" is no duration; write 60s, 5m or 2h");
  };
  command
      .add_option_function<std::string>("--budget", read,
                                        "stop after this long: 60s, 5m, 2h; or at --cases")
      ->type_name("TIME");
}

void AddOutputs(CLI::App& command, OutputOptions& options) {
  for (const Format& format : Formats())
    command.add_option(format.option, options[format.option], format.help)
        ->type_name("FILE")
        ->group("Results");
}

void AddGate(CLI::App& command, GateOptions& options) {
  command
      .add_option("--baseline", options.baseline,
                  "an earlier JSON report: what it has does not fail")
      ->type_name("FILE")
      ->group("What fails the run");
  command
      .add_option("--fail-on", options.fail_on,
                  "laws, families, classes that fail; weak: what rests on little")
      ->type_name("LIST")
      ->default_str("all")
      ->group("What fails the run");
}

}  // namespace

std::optional<std::chrono::milliseconds> ReadDuration(const std::string& text) {
  std::uint32_t number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, code] = std::from_chars(text.data(), end, number);
  const auto unit = Unit(std::string_view(rest, static_cast<std::size_t>(end - rest)));
  if (code != std::errc() || !unit || number == 0) return std::nullopt;
  return std::min(kLongest, number * *unit);
}

std::vector<std::string> SplitAtCommas(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, ',');)
    if (!part.empty()) parts.push_back(part);
  return parts;
}

std::size_t Processors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  return std::max<std::size_t>(1, static_cast<std::size_t>(CPU_COUNT(&set)));
}

void AddTargetOptions(CLI::App& command, RunOptions& options) {
  Target& target = options.target;
  const auto add = [&command](const char* name, auto& place, const char* text, const char* type) {
    return command.add_option(name, place, text)->type_name(type)->group("What is compared");
  };
  command
      .add_option("TARGET", target.text,
                  "a function or class (heapq:merge), a module, a manifest or its directory")
      ->required()
      ->type_name("")
      ->group("What is compared");
  auto* port =
      add("--port", target.port, "what stands in for it: module:qualname; several: commas", "PORT");
  add("--command", target.command, "what stands in for it: a program that is told cases", "TEXT");
  add("--library", target.library, "what stands in for it: native code (lockstep_port.h)", "FILE");
  command
      .add_flag("--native-only", target.native_only, "no port: may native be run as a black box?")
      ->group("What is compared")
      ->excludes(port);
  add("--args", target.args,
      "the inputs, as in a def: \"n: int, xs: list[float]\"; else inferred (30 s)", "DOMAINS");
  add("--python", target.python, "the interpreter native lives in", "EXE")
      ->default_str(kDefaultPythonText);
  add("--port-python", target.port_python, "the interpreter the port lives in; several: commas",
      "EXE");
  add("--laws", options.laws, "only these laws or families, comma-separated", "LIST");
  add("--only", options.only, "only ports whose names match, comma-separated", "GLOB");
}

void AddRunOptions(CLI::App& command, RunOptions& options) {
  AddBudget(command, options);
  options.jobs = Processors();
  command.add_option("--cases", options.target.cases, "cases per port")
      ->type_name("N")
      ->check(Whole(1))
      ->default_str(fmt::format("{}", kDefaultCases));
  command.add_option("--seed", options.target.seed, "where the random cases begin")
      ->type_name("S")
      ->check(Whole(0))
      ->default_str(fmt::format("{}", kDefaultSeed));
  command.add_option("--jobs", options.jobs, "units at once; the report does not depend on it")
      ->type_name("N")
      ->check(Whole(1))
      ->capture_default_str();
  for (const char* name : {"--budget", "--cases", "--seed", "--jobs"})
    command.get_option(name)->group("How much");
  AddGate(command, options.gate);
  command.add_option("--state", options.target.state, "where the corpus and the runs are kept")
      ->type_name("DIR")
      ->default_str(".lockstep")
      ->group("Results");
  AddOutputs(command, options.outputs);
  command.add_option("--scripts", options.scripts, "write each finding's script, as DIR/ID.py")
      ->type_name("DIR")
      ->group("Results");
  auto* quiet = command.add_flag("--quiet", options.quiet, "no progress, and only what is wrong")
                    ->group("Results");
  command.add_flag("--verbose", options.verbose, "with each finding's script and every note")
      ->group("Results")
      ->excludes(quiet);
}

}  // namespace lockstep
