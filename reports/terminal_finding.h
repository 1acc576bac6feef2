// A finding on the terminal: what to paste, what came out, where, why, and how to see it again.
#pragma once

#include <string>

#include "harness/model/finding.h"
#include "reports/palette.h"

namespace lockstep {

// Several lines, indented, ending with a line feed.
std::string TextOf(const Finding& finding, const Palette& palette);

}  // namespace lockstep
