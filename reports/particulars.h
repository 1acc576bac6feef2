// The Particulars of a finding: what every report for people says of it, name by name.
#pragma once

#include <string>
#include <vector>

#include "harness/model/finding.h"

namespace lockstep {

struct Particular {
  std::string name;  // "call", "expected", "replay", ...
  std::string text;  // one line, Printable; what is long is cut
};

// In the order in which they are read. `replay_options` follow `lockstep replay ID`.
std::vector<Particular> ParticularsOf(const Finding& finding, const std::string& replay_options);

// Under names padded to one width; one line each.
std::string ParticularsText(const Finding& finding, const std::string& replay_options);

// Printable, with its lines; a note in its place where it is too long to be shown.
std::string ScriptOf(const Finding& finding);
// Whether the script was run, and what it did.
std::string ScriptRemark(const Finding& finding);

// "value: length", Printable.
std::string HeadingOf(const Finding& finding);

}  // namespace lockstep
