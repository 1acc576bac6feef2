// A finding on the terminal: what to paste, what came out, where, why, and how to see it again.
#pragma once

#include <string>

#include "harness/model/finding.h"
#include "reports/palette.h"
#include "reports/reporter.h"

namespace lockstep {

// Several lines, indented, ending with a line feed.
std::string TextOf(const Finding& finding, const TerminalStyle& style, const Palette& palette);

}  // namespace lockstep
