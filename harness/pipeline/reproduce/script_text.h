// The plain-Python script that shows a finding: standard library only, no Lockstep. It prints
// what each side did, and exits with status 1 when they differ, 0 when they agree, and
// 2 when a side cannot be imported.
#pragma once

#include <string>
#include <vector>

#include "harness/model/finding.h"
#include "harness/model/port.h"

namespace lockstep {

// Runs each side in a process of its own and compares everything that the laws compare.
std::string ScriptText(const Port& port, const Finding& finding);

// What may show it, the shortest first. The last is the one to be kept where none does.
std::vector<std::string> ScriptTexts(const Port& port, const Finding& finding);

}  // namespace lockstep
