// A given case (stored, accepted, or an example) was made or written for another domain perhaps
// than the one that is declared now: which side of that it stands on is decided anew.
#pragma once

#include "harness/model/case.h"
#include "harness/model/port.h"

namespace lockstep {

// Sets Case::off_domain as the port's domains say. An argument may be given by its name where the
// manifest has a position.
void JudgeByDomain(Case& subject, const Port& port);

}  // namespace lockstep
