// Shrinking: from a failing case to the smallest one that fails in the same way.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "harness/model/case.h"
#include "harness/model/port.h"

namespace lockstep {

struct Shrunk {
  Case smallest;
  std::size_t tried = 0, accepted = 0;
};

// Which of the candidates still fail with the same signature. Called with batches of up to
// 64; only the first failing one of a batch is used, so that the result is deterministic.
using SameFailure = std::function<std::vector<bool>(std::span<const Case>)>;

// Bounded by `budget` candidates, anytime: what it has after any number of them fails too.
// Candidates stay in the port's domains (unless the failing case was outside them; keyword-only
// arguments that are omissible may go) and are ordered by simplicity: never larger than what they
// replace, so that it ends.
Shrunk Shrink(const Case& failing, const Port& port, const SameFailure& fails, std::size_t budget);

// Total order of simplicity: fewer nodes, then shorter text, then simpler atoms.
bool Simpler(const Case& left, const Case& right);

}  // namespace lockstep
