// Purity: a call leaves its arguments alone. Law input-immutability.
//
// Judged relative to native. A port that changes what native leaves alone breaks `arguments`
// (equivalence.h). What both change is a property of the pair, and breaks this law only when
// the contract says `pure`, or when native itself is under test.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/port.h"
#include "oracles/oracle.h"

namespace lockstep {

std::unique_ptr<Oracle> Purity(const Port& port);

// A row in which native and the port (native alone, where there is no port) change an argument:
// worth fetching once, for the properties of the pair.
std::optional<Suspect> SharedMutation(const Matrix& matrix);

// "mutates: arg 0", "mutates: arg key", "consumes: arg 1": what both observations do.
std::vector<std::string> PropertiesOf(const Trial& trial);

}  // namespace lockstep
