// The plain-Python script that shows a finding: standard library only, no Lockstep.
//
// It runs both sides in processes of their own, prints what each did, and exits with status 1
// when they differ, 0 when they agree.
#pragma once

#include <string>

#include "harness/model/finding.h"
#include "harness/model/port.h"

namespace lockstep {

std::string ScriptText(const Port& port, const Finding& finding);

}  // namespace lockstep
