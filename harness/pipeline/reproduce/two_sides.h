// The two sides of a whole script: what they are called, what their interpreters are given, what
// they print.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "harness/model/finding.h"
#include "harness/model/port.h"
#include "harness/pipeline/reproduce/script_side.h"

namespace lockstep {

struct Side {
  std::string label, called;  // as the report calls it
  std::string name, python;   // what its interpreter is given
  std::uint32_t hash_seed;
};

// `when` stands behind what it is called in the script.
Side SideOf(const Port& port, const Run& run, std::string_view when);

// What the two sides are called beside "native" and "port", and what they print.
struct Telling {
  std::string_view left_when, right_when;
  Told left = Told::kEverything, right = Told::kEverything;
};

Telling TellingOf(const Port& port, const Finding& finding);

}  // namespace lockstep
