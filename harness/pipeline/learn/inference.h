// Inference: the parameters of a port that declares no `args`, from what loading taught.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "harness/model/port.h"
#include "harness/model/result.h"
#include "harness/worker/runner.h"

namespace lockstep {

struct Inferred {
  std::vector<Parameter> parameters;
  std::string text;  // as `args` would say it
  std::string why;   // non-empty: it could not be done
};

// From annotations, then default values; what is left is probed: native is called with values
// of the common kinds, and the kinds it takes are the domain. Without a signature the number of
// arguments is probed too. Integers that native perishes of are kept small. Where that takes more
// than the allowance, fewer values are tried; when `should_stop` turns true, no more are.
Result<Inferred> InferParameters(const Port& port, const Loaded& native, Runner& runner,
                                 const std::function<bool()>& should_stop);

}  // namespace lockstep
