// Words that vary from run to run: what a call warns of, or the message of an exception whose type
// is all that the contract compares. A task that runs again comes to the same: they are a note.
#pragma once

#include "harness/model/contract.h"
#include "harness/model/report.h"
#include "harness/model/verdict.h"

namespace lockstep {

bool VariesInWords(const Violated& violation, const Contract& contract);
// Which of them varied first is chance: one note for each kind, without a count.
Note NoteOfWords(const Violated& violation);

}  // namespace lockstep
