// From argv to the action that was asked for, or to what is wrong with it.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "harness/cli/commands.h"
#include "harness/model/result.h"

namespace lockstep {

struct Printed {  // a help page, or the version
  std::string text;
};

// `arguments` without the program's name.
Result<std::variant<Action, Printed>> ParseCommandLine(const std::vector<std::string>& arguments);

}  // namespace lockstep
