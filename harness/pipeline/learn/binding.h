// Binding holds declared arguments against native's signature: what can never be bound to it is a
// mistake of the manifest, and not something to compare.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/port.h"
#include "harness/model/result.h"
#include "harness/worker/runner.h"

namespace lockstep {

// A declared parameter that no call of this signature takes, or what every call lacks.
struct Misfit {
  std::string parameter;  // as declared; empty: it is the list as a whole
  std::string what;       // "native has no parameter `c`"
  std::string next_step;
};
std::optional<Misfit> MisfitOf(const std::vector<Parameter>& declared,
                               const std::vector<Loaded::ParameterHint>& signature);

// "(n, iterable, *, key=None)"
std::string SignatureText(const std::vector<Loaded::ParameterHint>& signature);

// An Error, pointing into the declaration, where the arguments of the function, or of the
// constructor and the operations of the class, misfit. Signatures may say less than what is taken
// (decorators, hand-written ones): only what native does refuse, when it is called so, is one.
Result<void> HoldAgainstSignature(const Port& port, const Loaded& native, Runner& runner,
                                  const std::function<bool()>& should_stop);

}  // namespace lockstep
