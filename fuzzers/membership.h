// Whether a whole call is one that the port's domains allow.
#pragma once

#include "harness/model/case.h"
#include "harness/model/port.h"

namespace lockstep {

// The parameter that an argument of the step belongs to; nullptr: none takes it. Positional
// arguments come first, then keywords.
const Parameter* ParameterOf(const Step& step, std::size_t argument, const Port& port);

// The parameters of what the step calls; none where there is no such operation.
const std::vector<Parameter>& ParametersOf(const Step& step, const Port& port);

// Arity, names, domains, and arguments that depend on others: an index within its list. Of a
// sequence, every step.
bool InDomain(const Case& subject, const Port& port);

}  // namespace lockstep
