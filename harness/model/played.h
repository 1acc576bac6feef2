// A PlayedStep is what one step of a sequence did: its outcome, and the states that were observed
// right after it. The outcome of a whole sequence holds one for each step (FORMAT.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/model/observation.h"

namespace lockstep {

struct PlayedStep {
  std::string operation;
  // Absent: it was not done, for what it works on was never made; or it is an iterator that a later
  // step draws from.
  std::optional<Outcome> outcome;
  // Of `o`, then of the other instances that the step works on, in the order of their steps.
  // Absent: there is no such instance.
  std::vector<std::optional<Outcome>> states;
};

// nullopt: the outcome is none of a sequence.
std::optional<std::vector<PlayedStep>> PlayedOf(const Outcome& outcome);

}  // namespace lockstep
