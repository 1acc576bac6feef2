// What one side of a script runs for a class: the sequence of operations, statement by statement.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/model/finding.h"
#include "harness/model/port.h"
#include "harness/pipeline/reproduce/script_side.h"

namespace lockstep {

// It plays the prefix and the smallest case, and prints what the step in question did and the state
// that it left; of laws that are about more than one step, everything. `show` defines show() and
// inside(), `names` what the statements name; `function` is the class as the side uses it.
std::string SequenceSideText(const Port& port, const Prefix& prefix, const Finding& finding,
                             Told told, const std::string& show, const std::string& names);

// Plays it on both sides in one process; `native` and `other` are expressions for the two classes.
// nullopt where what differs would not show.
std::optional<std::string> SequenceShortText(const Port& port, const Finding& finding,
                                             const std::string& native, const std::string& other);

}  // namespace lockstep
