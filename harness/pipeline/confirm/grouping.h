// Grouping tells which findings of a port are likely to have one cause: those whose smallest cases
// come to the same case once any breach of their family will do.
#pragma once

#include <vector>

#include "harness/model/report.h"
#include "harness/pipeline/confirm/minimizer.h"

namespace lockstep {

// Gives the members of each group of two and more their group, and a note "one-cause" for it: their
// ids, the one with the simplest case first. Their identity stays as it is.
std::vector<Note> GroupByCause(std::vector<Finding>& findings, const Minimizer& smallest);

}  // namespace lockstep
