// The pass that takes out of a text what stands in brackets or quotes.
#pragma once

#include "fuzzers/shrinking.h"

namespace lockstep {

void HoistText(Shrinking& shrinking);

}  // namespace lockstep
