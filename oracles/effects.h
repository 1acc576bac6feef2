// What two calls did besides returning, compared part by part.
#pragma once

#include <optional>
#include <vector>

#include "harness/model/observation.h"
#include "oracles/outcomes.h"

namespace lockstep {

// Arguments left in different states, or iterators consumed by one side alone.
std::optional<Difference> ArgumentsDifference(const Case& subject, const Effects& expected,
                                              const Effects& actual, const Lens& lens);

// Parts of the result that are an argument, or one another, on one side only.
std::optional<Difference> AliasingDifference(const Effects& expected, const Effects& actual);

// Warnings (by category; by text too where messages are compared) and output.
std::optional<Difference> AmbientDifference(const Effects& expected, const Effects& actual,
                                            const Lens& lens);

// What one side left behind and the other did not, one for each kind (ambient.h). Of interpreters
// that differ only what all of them tell.
std::vector<Difference> LeftBehindDifferences(const Effects& expected, const Effects& actual,
                                              bool same_interpreter);

}  // namespace lockstep
