// The Conclusion of a port's check: its report, from what its units gave and what was made of it.
#pragma once

#include "harness/model/port.h"
#include "harness/model/report.h"
#include "harness/pipeline/confirm/examine.h"
#include "harness/pipeline/run/unit_run.h"

namespace lockstep {

// `report` has what was known before: the names, the domain, and the notes so far.
PortReport Conclude(const Port& port, PortReport report, UnitResult sum, Examined examined);

}  // namespace lockstep
