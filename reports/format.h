// A Format is a kind of report that a run can be asked for: its option on the command line, what
// writes it, and what has to be measured for it. What loops over formats loops over the table.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "reports/reporter.h"

namespace lockstep {

struct Format {
  const char* option;  // "--json", which takes a file
  const char* help;
  // `replay_options` as in TerminalStyle.
  std::unique_ptr<Reporter> (*make)(const std::string& replay_options);
  bool costs = false;  // needs what the ports cost (Report::costs)
};

// In the order of the help page.
std::span<const Format> Formats();

}  // namespace lockstep
