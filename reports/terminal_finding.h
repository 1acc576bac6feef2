// A finding on the terminal: what to paste, what came out, where, why, and how to see it again.
#pragma once

#include <string>

#include "harness/model/finding.h"
#include "reports/palette.h"

namespace lockstep {

// Several lines, indented, ending with a line feed.
// `replay_options` follow `lockstep replay ID`.
std::string TextOf(const Finding& finding, const std::string& replay_options,
                   const Palette& palette);

}  // namespace lockstep
