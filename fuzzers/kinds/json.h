// JSON: what json.dumps takes.
#pragma once

#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kJsonHandling;

}  // namespace lockstep
