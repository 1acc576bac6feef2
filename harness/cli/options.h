// The options that several subcommands share.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "harness/cli/gate.h"
#include "harness/cli/outputs.h"
#include "harness/manifest/target.h"
#include "harness/model/result.h"

namespace CLI {
class App;
}

namespace lockstep {

struct RunOptions {
  Target target;
  std::string laws, only;  // as given: comma-separated
  std::optional<std::chrono::milliseconds> budget;
  std::size_t jobs = 1;
  OutputOptions outputs;
  GateOptions gate;
  std::string scripts;  // a directory, or empty
  bool quiet = false, verbose = false;
};

// TARGET and everything that says what stands for what.
void AddTargetOptions(CLI::App& command, RunOptions& options);
// How much, how fast, what fails the run, and where the results go.
void AddRunOptions(CLI::App& command, RunOptions& options);

// The processors this process may run on.
std::size_t Processors();

// "90", "60s", "5m", "2h", "500ms"; nullopt for anything else, zero included.
std::optional<std::chrono::milliseconds> ReadDuration(const std::string& text);

std::vector<std::string> SplitAtCommas(const std::string& text);

}  // namespace lockstep
