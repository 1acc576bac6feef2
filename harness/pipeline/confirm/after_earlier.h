// What a call leaves behind only after others: the calls that have to come before it.
#pragma once

#include <functional>
#include <vector>

#include "harness/pipeline/confirm/probe.h"

namespace lockstep {

// Confirms the finding with as few of the calls before it as a bounded search gets along with, and
// keeps them in it. It stays unconfirmed where even all of them do not do.
Result<void> ConfirmAfterEarlier(const Probe& probe, const BreachKey& key, std::vector<Case> before,
                                 const std::function<bool()>& should_stop, Finding& finding);

}  // namespace lockstep
