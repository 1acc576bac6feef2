// A Fate is what comes of a candidate. None is dropped without one.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "harness/model/finding.h"
#include "harness/model/report.h"
#include "harness/pipeline/run/candidate.h"

namespace lockstep {

// Seen in a unit, and not each time it was run again.
struct Unconfirmed {
  std::uint64_t seen = 1, of = 1;  // k of n, the unit's own runs among them
};

// It is told elsewhere, or was no difference: the smallest case of an earlier finding, a call that
// was merely slow, words that vary.
struct Accounted {
  std::string why;
  bool by_chance = false;   // another run need not see it
  std::string excuse = {};  // the id of that of which it is one more case; or empty
};

inline constexpr const char* kVariesAnyway =
    "one side varies on it anyway: see the finding of that";

using Fate = std::variant<Finding, Unconfirmed, Note, Accounted>;

}  // namespace lockstep
