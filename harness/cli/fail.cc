#include "harness/cli/commands.h"
#include "harness/cli/print_error.h"

namespace lockstep {

ExitStatus Fail(const Surroundings& surroundings, const Error& error) {
  PrintError(surroundings.err, error, surroundings.err_style);
  return StatusOf(error);
}

}  // namespace lockstep
