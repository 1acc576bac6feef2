// What the shell is told. A public contract: scripts depend on the numbers.
#pragma once

#include "harness/model/report.h"
#include "harness/model/result.h"

namespace lockstep {

enum class ExitStatus : int {
  kHolds = 0,         // every law holds, or its breaches do not fail the run
  kFindings = 1,      // that fail the run
  kUsage = 2,         // command line, manifest, or a name that does not resolve
  kFailed = 3,        // the harness could not do its job
  kInconclusive = 4,  // not enough evidence within the budget
  kInterrupted = 130,
};

ExitStatus StatusOf(const Error& error);
ExitStatus StatusOf(const Report& report);

}  // namespace lockstep
