// Keyword-only arguments that a manifest lists without a default, though neither side asks for
// them: every drawn case has them, and the smallest call does without those that do not matter.
#pragma once

#include <vector>

#include "harness/model/port.h"
#include "harness/worker/runner.h"

namespace lockstep {

// The same ones, with Parameter::omissible told. A side whose signature is not known is taken to
// need every argument.
std::vector<Parameter> WithOmissible(std::vector<Parameter> parameters, const Loaded& native,
                                     const Loaded& port);

}  // namespace lockstep
