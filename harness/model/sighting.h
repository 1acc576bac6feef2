// A Sighting is a difference as it was seen, where running the case again does not show it each
// time: evidence of nondeterminism, or of a machine that was busy.
#pragma once

#include <cstdint>
#include <string>

namespace lockstep {

struct Sighting {
  std::string law, difference, call;
  std::string expected, actual;  // as seen
  std::string where;       // "unit 3, row 17: native under hash seed 0, port under hash seed 1"
  std::uint64_t rows = 0;  // that differed in this way in the units
  std::uint64_t seen = 0, of = 0;  // how often in so many runs of the call
  std::string came_to;             // "finding 00aa11bb22cc", "undecided: a time-out ..."
};

}  // namespace lockstep
