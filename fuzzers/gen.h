// The cases of a port as a RapidCheck generator that shrinks by our own passes: for properties
// in tests. The hot path (source.h) draws from the same writer without the wrapping.
#pragma once

#include <rapidcheck.h>

#include "fuzzers/source.h"
#include "harness/model/case.h"
#include "harness/model/port.h"

namespace lockstep {

rc::Gen<Case> CasesOf(const Port& port, const Hints& hints = {});

// The steps down from a case, each simpler and on the same side of the domain; lazily.
rc::Seq<Case> StepsDown(const Case& subject, const Port& port);

}  // namespace lockstep
