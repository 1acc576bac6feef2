// Inference: the parameters of a port that declares no `args`, from what loading taught.
#pragma once

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

// A parameter whose domain is looked for.
struct Sought {
  Loaded::ParameterHint hint;
  std::string domain;
  bool known = false;  // annotation or default say it
};

Sought SoughtFor(const Loaded::ParameterHint& hint);
// As `args` would say it.
std::string TextOf(const std::vector<Sought>& all);

// From annotations, then default values; what is left is probed: native is called with values
// of the common kinds, and the kinds it takes are the domain. Without a signature the number of
// arguments is probed too. Integers that native perishes of are kept small.
Result<Inferred> InferParameters(const Port& port, const Loaded& native, Runner& runner);

}  // namespace lockstep
