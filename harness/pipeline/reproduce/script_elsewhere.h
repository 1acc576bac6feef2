// What a script does in the place of a port that lives elsewhere: it speaks the protocol itself.
#pragma once

#include <string>

#include "harness/model/port.h"
#include "harness/model/prefix.h"

namespace lockstep {

// Python that runs the port's command, tells it the cases, and prints `told`: arguments for `print`
// that may name what came of the last one, `outcome` and `seen`. Needs `show` before it.
std::string TellingSide(const Port& port, const Prefix& prefix, const Case& subject,
                        std::string told);

}  // namespace lockstep
