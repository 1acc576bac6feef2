// What one side of a script runs: plain Python that makes the calls in a process of its own and
// prints what became of them. It exits with status 2 where the callee cannot be imported.
#pragma once

#include <string>
#include <string_view>

#include "harness/model/finding.h"
#include "harness/model/port.h"

namespace lockstep {

// What a side prints.
enum class Told {
  kEverything,  // outcome, arguments, sharing, warnings, output
  kOutcome,
  kArguments,
  kBefore,  // the arguments, before the call and after it
  kAfter,
  kPlain,  // the outcome with all that it holds, as it is and behind pickle
  kPickled,
  kReadOnly,  // the outcome, of arguments that cannot be written to
  kAgain,     // everything, twice: of the first call, and of the first that differs (or the last)
};

// Whether one of the sides is told in such words.
bool Tells(const Finding& finding, std::string_view what);

// An exception as the port's contract compares it: its type, and the message where that counts.
// All are expressions of Python.
std::string RaisedText(const Port& port, const std::string& type, const std::string& message);

// Whether the two runs do not differ each time, or not in the same way.
bool Wavers(const Finding& finding);

// How often the call is made under the law `replay`, at most: twice, unless it wavers. Not as often
// as it was seen, for that is chance, and scripts stand in reports.
int RepeatsOf(const Finding& finding);

// The smallest case behind `prefix`.
std::string SideText(const Port& port, const Prefix& prefix, const Finding& finding, Told told);

// The same for a port in another language, which is told the calls; kOutcome or kArguments.
std::string ElsewhereText(const Port& port, const Prefix& prefix, const Finding& finding,
                          Told told);

}  // namespace lockstep
