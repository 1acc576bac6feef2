// The odd one out: of three implementations and more that ran one case, the one that all others,
// who agree, disagree with.
#pragma once

#include <optional>
#include <vector>

#include "harness/pipeline/confirm/probe.h"

namespace lockstep {

// A port of a matrix, with what was found of it.
struct Witness {
  const Port& port;
  const Oracles& oracles;
  Runner& runner;
  const std::vector<Finding>& findings;
};

// The smallest case of a finding is run by native and by every witness that agrees with itself.
// nullopt: the finding is of another kind than who is right, or the others do not agree either.
std::optional<OddOneOut> FindOddOneOut(const std::vector<Witness>& witnesses,
                                       const Finding& finding);

}  // namespace lockstep
