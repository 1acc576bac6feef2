// A view is a port looked at under one law of translation or of shipping: the same claim, its two
// sides made so that a difference between them breaks that law. Its report is part of the port's.
#pragma once

#include <string>
#include <vector>

#include "harness/model/claim.h"
#include "harness/model/report.h"
#include "harness/model/result.h"

namespace lockstep {

// The views that the port's contract, or its being a mapping, asks for.
std::vector<Claim> ViewsOf(const Claim& port);

// The laws that the contract asks for, and that are not checked of such a port.
std::vector<std::string> NotDelivered(const Claim& port);

// The port as it is looked at under the law: itself, unless there is such a view.
Claim SeenUnder(const Claim& port, const std::string& law);

// What a view taught, added to the report of its port.
void AddView(PortReport& report, const std::string& law, PortReport view);

// A view that could not be delivered leaves its law undecided.
void AddUndelivered(PortReport& report, const std::string& law, const Error& why);

}  // namespace lockstep
