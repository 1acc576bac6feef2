// The inventory of a module as JSON (schema lockstep-scan/1, scan.schema.json) and for people.
#pragma once

#include <iosfwd>

#include "harness/model/scan.h"

namespace lockstep {

void WriteScanJson(const Scan& scan, std::ostream& out);
void WriteScanText(const Scan& scan, bool colour, std::ostream& out);

}  // namespace lockstep
