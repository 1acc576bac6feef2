// What ports cost, and the advice that follows: as JSON (schema lockstep-costs/1,
// costs.schema.json) and for people. Measured, so no two runs say quite the same.
#pragma once

#include <iosfwd>
#include <memory>

#include "reports/reporter.h"

namespace lockstep {

std::unique_ptr<Reporter> CostsReporter();  // --costs

// Two or three lines a port. Nothing where nothing was measured.
void WriteCostsText(const Report& report, bool colour, std::ostream& out);

}  // namespace lockstep
