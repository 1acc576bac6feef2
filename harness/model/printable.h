// Which characters stand for themselves in source text: Python's str.isprintable().
//
// The table is fixed (Unicode 14), so that reports do not depend on who prints them. Controls,
// bidirectional marks, unassigned and private characters are never shown raw.
#pragma once

namespace lockstep {

bool IsPrintable(char32_t point);

}  // namespace lockstep
