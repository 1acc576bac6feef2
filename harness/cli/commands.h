// The subcommands: each adds itself and its options to the program, and gives back what to do
// when it is the one that was asked for. One file each, named after it.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>

#include "harness/cli/exit_status.h"
#include "harness/cli/style.h"

namespace CLI {
class App;
}

namespace lockstep {

// What a command may touch besides files.
struct Surroundings {
  std::ostream& out;
  std::ostream& err;
  Style out_style, err_style;
  std::filesystem::path directory;  // the current one
  Environment environment;
};

using Action = std::function<ExitStatus(const Surroundings&)>;

Action AddCheck(CLI::App& program);
Action AddFuzz(CLI::App& program);
Action AddScan(CLI::App& program);
Action AddReplay(CLI::App& program);
Action AddAccept(CLI::App& program);
Action AddLaws(CLI::App& program);
Action AddExplain(CLI::App& program);
Action AddDomains(CLI::App& program);
Action AddDoctor(CLI::App& program);

// Says what is wrong on standard error, and what the shell is told.
ExitStatus Fail(const Surroundings& surroundings, const Error& error);

}  // namespace lockstep
