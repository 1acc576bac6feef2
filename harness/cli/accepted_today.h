// The accepted differences that excuse something today: those that have not expired.
#pragma once

#include <vector>

#include "harness/cli/commands.h"
#include "harness/model/accepted.h"
#include "harness/model/manifest.h"
#include "harness/model/result.h"

namespace lockstep {

// Those that have expired are named, and excuse nothing any more. An Error where the file or a case
// in it cannot be read: it would excuse nothing without a word.
Result<std::vector<Accepted>> AcceptedToday(const Manifest& manifest,
                                            const Surroundings& surroundings);

}  // namespace lockstep
