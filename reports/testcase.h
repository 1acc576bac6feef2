// A Testcase is one law of one port, as test runners know it: passed, failed or skipped.
#pragma once

#include <string>
#include <vector>

#include "harness/model/report.h"

namespace lockstep {

struct Testcase {
  enum class Outcome { kPassed, kFailed, kSkipped };
  std::string name;
  Outcome outcome = Outcome::kPassed;
  std::string type;     // class of difference, where it failed
  std::string message;  // one line; why it was skipped
  std::string body;     // every finding of the law
};

// A law with findings that fail the run has failed; one that was not judged, or whose findings are
// all excused, is skipped with the reason. Ordered by name, and never empty: a port that was not
// reached is one skipped testcase.
std::vector<Testcase> TestcasesOf(const PortReport& port, const std::string& replay_options);

}  // namespace lockstep
