// The Weighing of a port's evidence: what its verdict rests on, and whether that is too little.
#pragma once

#include "harness/model/port.h"
#include "harness/model/report.h"
#include "harness/pipeline/run/unit_run.h"
#include "harness/worker/runner.h"

namespace lockstep {

// The parameters that native has and no case gives.
std::vector<std::string> NeverGiven(const Port& port, const Loaded& native);

// Fills in the evidence and decides what was compared on too few cases. Before the status is known.
// `wavered`: the breaches in which one implementation gave two answers.
void Weigh(const Port& port, UnitResult& sum, std::uint64_t wavered, PortReport& report);

// Why a port that nothing was found of is no match all the same; empty: it is one.
std::string WhyHollow(const Port& port, const UnitResult& sum, const PortReport& report);

}  // namespace lockstep
