// Equivalence: a port does what native does. Laws value, type, exception, arguments, aliasing
// and effects.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/port.h"
#include "oracles/oracle.h"

namespace lockstep {

std::unique_ptr<Oracle> Equivalence(const Port& port);

// Rows where native and port raise alike under the contract, but not in the same words (the
// exact digests differ): notes, never findings.
std::vector<Suspect> MessageDifferences(const Matrix& matrix);

// The rows of which both sides returned something else that compares the same, as classes of two
// modules do that stand for one another.
std::vector<Suspect> StandIns(const Matrix& matrix);

// "assumed role: regex._regex_core.error stands for re.error": of a row of those, if its two
// exceptions are of classes that only their names make one.
std::optional<std::string> AssumedRole(const Trial& trial);

// The first row of the domain whose arguments native's side could make, and the port's could not.
std::optional<Suspect> FirstUnmade(const Matrix& matrix);

}  // namespace lockstep
