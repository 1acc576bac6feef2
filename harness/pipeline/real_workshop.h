// The Workshop of real processes.
#pragma once

#include "harness/pipeline/workshop.h"

namespace lockstep {

Workshop RealWorkshop();

}  // namespace lockstep
