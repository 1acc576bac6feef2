// What a call did to its arguments, told by argument.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/model/expansion.h"
#include "harness/model/observation.h"
#include "oracles/outcomes.h"

namespace lockstep {

// Where an argument stands: "args[0]", "kwargs[\"key\"]", or "steps[1].args[0]".
Path ArgumentPlace(const Case& subject, std::size_t position);

// Positions of the arguments that the call changed, and of the iterators among them that it
// drew from: to use an iterator up is not to change an argument.
struct Touched {
  std::vector<std::size_t> changed, consumed;
};

// Both empty when the call left its arguments alone. Where it cannot be told which argument was
// changed, `changed` holds one position behind the last.
Touched TouchedBy(const Case& subject, const Effects& effects);

// The first argument that the two calls left in different states: of kind "mutation" when one
// of them left it alone.
std::optional<Difference> MutationDifference(const Case& subject, const Effects& expected,
                                             const Effects& actual, const Lens& lens);

}  // namespace lockstep
