// Methods that the port's class does not have: one defect, however many operations show it.
#pragma once

#include <string>
#include <vector>

#include "harness/model/finding.h"
#include "harness/model/port.h"
#include "harness/pipeline/run/candidate.h"
#include "harness/worker/runner.h"

namespace lockstep {

// The operations of the port, in their order, that its class shows no method for.
std::vector<std::string> Lacking(const Port& port, const Loaded& other);

// Whether what differs is that there is no such method.
bool IsOfLacking(const std::vector<std::string>& lacking, const Violated& violation);

// The breaches that are left when of those on methods that are lacking one is kept: it stands for
// them all.
std::vector<const Candidate*> WithoutLacking(const std::vector<std::string>& lacking,
                                             std::vector<const Candidate*> candidates);

// The finding as one of all the methods that are lacking: its identity are their names.
void TellLacking(const std::vector<std::string>& lacking, Finding& finding);

}  // namespace lockstep
