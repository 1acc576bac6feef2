// How a stored case is written: one JSON object with keys in a fixed order, so that equal cases
// are equal bytes and a corpus can be read, compared and merged by hand.
#pragma once

#include <string>

#include "corpora/corpus.h"

namespace lockstep {

// The content of the file of a finding's smallest case.
std::string TextOf(const Finding& finding);

// The case back, without its id. Strict: an Error for anything that TextOf does not write.
Result<Stored> StoredFrom(const std::string& text);

}  // namespace lockstep
