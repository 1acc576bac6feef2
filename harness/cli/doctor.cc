// lockstep doctor: what can be delivered here.
#include <CLI/CLI.hpp>
#include <ostream>

#include "harness/cli/commands.h"
#include "harness/cli/help.h"

namespace lockstep {

Action AddDoctor(CLI::App& program) {
  CLI::App& command =
      *program.add_subcommand("doctor", "say what can be delivered on this machine");
  SetPage(command, {"doctor [options]", ""});
  return [](const Surroundings&) { return ExitStatus::kHolds; };
}

}  // namespace lockstep
