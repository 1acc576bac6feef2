// Prose is text as people write it: lines with indents, words with separators between them.
#pragma once

#include <string>

#include "fuzzers/chance.h"

namespace lockstep {

// Two to six lines: of one indent, of growing or differing ones, blank ones and such of nothing but
// spaces among them; LF or CRLF, with and without one at the end.
void AppendLines(Chance& chance, std::string& out);

// Words, numbers and quoted pieces with one separator between them, which may be there twice or
// more, and at either end.
void AppendFields(Chance& chance, std::string& out);

}  // namespace lockstep
