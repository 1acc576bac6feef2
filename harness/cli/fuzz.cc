// lockstep fuzz: the same engine on one function until the budget ends.
#include <memory>
#include <ostream>
#include <random>

#include "harness/cli/commands.h"
#include "harness/cli/option.h"
#include "harness/cli/run.h"

namespace lockstep {
namespace {

constexpr std::chrono::seconds kBudget{60};

constexpr const char* kFuzzFooter =
    R"(The seed is drawn unless --seed is given, and is printed. What is found is stored in the corpus and
replayed first by the next check.

Examples:
  lockstep fuzz heapq:nsmallest --port mypkg:nsmallest --args "n: int, xs: list[float]" --budget 10m
  lockstep fuzz lockstep.toml --only "heapq*" --budget 2h

Exit status: as for check.
)";

// What must be typed to see the same run again, so it stays short.
std::uint64_t DrawnSeed() { return std::random_device()(); }

ExitStatus Fuzz(const Surroundings& surroundings, RunOptions options) {
  if (!options.budget && !options.target.cases) options.budget = kBudget;
  if (!options.target.seed) options.target.seed = DrawnSeed();
  surroundings.err << "seed " << *options.target.seed << std::endl;
  return RunCheck(surroundings, options);
}

}  // namespace

Action AddFuzz(CLI::App& program) {
  CLI::App& command = AddCommand(program, "fuzz", "fuzz one function until a budget ends",
                                 {"fuzz TARGET [options]", kFuzzFooter});
  const auto options = std::make_shared<RunOptions>();
  AddTargetOptions(command, *options);
  AddRunOptions(command, *options);
  ShowDefault(command, "--budget", "60s");
  ShowDefault(command, "--cases", "");
  ShowDefault(command, "--seed", "drawn");
  return [options](const Surroundings& surroundings) { return Fuzz(surroundings, *options); };
}

}  // namespace lockstep
