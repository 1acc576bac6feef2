// Grouping tells which findings of a port are likely to have one cause: those whose smallest cases
// come to the same case once any breach of their family will do.
#pragma once

#include <vector>

#include "harness/model/report.h"
#include "harness/pipeline/smallest.h"

namespace lockstep {

// A note "one-cause" for each group of two and more: their ids, the one with the simplest case
// first. Findings and their identity stay as they are.
std::vector<Note> NotesOfGroups(const std::vector<Finding>& findings, const Smallest& smallest);

}  // namespace lockstep
