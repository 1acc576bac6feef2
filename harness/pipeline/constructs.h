// Which constructs of the language a port's sources use that another engine may not have: said in
// notes where the port is to be moved and its contract names no subset. Where it names one, they
// are the law `subset`.
#pragma once

#include <vector>

#include "harness/model/claim.h"
#include "harness/model/report.h"
#include "harness/model/result.h"
#include "harness/pipeline/workshop.h"

namespace lockstep {

// One note for each part of a subset that the sources break ("no-mutation"), with its first place
// ("ports.py:12: xs.append(1)") and how many there are. Empty where nobody asked for the port to
// be independent or shippable.
Result<std::vector<Note>> NotesOfConstructs(const Claim& port, const Workshop& workshop);

}  // namespace lockstep
