// Notes that stand where a finding would: what the world or a limit of ours may be to blame for.
#pragma once

#include <optional>
#include <vector>

#include "harness/model/finding.h"
#include "harness/model/port.h"
#include "harness/model/report.h"
#include "harness/pipeline/run/candidate.h"

namespace lockstep {

// Of a case out of the domain.
Note OffDomainNote(const Port& port, const Candidate& candidate);

// Of a finding whose script does not show it where calls may have more than we allow them. None: it
// is a finding.
std::optional<Note> NoteOfLimit(const Finding& finding);

// How long it takes is the machine's business, as long as it ends at times.
Note NoteOfTime(const Finding& finding);

// Each text once.
void AddOnce(std::vector<Note>& notes, Note note);

}  // namespace lockstep
