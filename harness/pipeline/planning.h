// Planning is the phase in which it is settled what a port is run on: the domain, where none was
// declared, the settings and the units, the cases that are given, and what is excused.
#pragma once

#include <vector>

#include "harness/model/case.h"
#include "harness/model/result.h"
#include "harness/pipeline/learn/inference.h"
#include "harness/pipeline/port_context.h"

namespace lockstep {

// The domain: inferred, where none is declared.
Result<Inferred> DomainOf(const PortContext& context);
void AdoptDomain(PortContext& context, const Inferred& inferred);

// False: the port cannot be driven, and the report says why.
bool PlanRuns(PortContext& context);

// Once the domain is known. An Error where a predicate is no expression.
Result<Excuses> ExcusesOf(const PortContext& context);

// What the corpus, the accepted differences and the docstring's examples give.
Result<std::vector<Case>> GivenTo(const PortContext& context);

}  // namespace lockstep
