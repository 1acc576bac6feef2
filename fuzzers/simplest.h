// The simplest values of a domain: what shrinking tries first.
#pragma once

#include <vector>

#include "harness/model/domain.h"

namespace lockstep {

// As far as it can be told without the other arguments; None where there is no domain.
Value SimplestOf(const Domain* domain);
// None where there are none.
Value SimplestAmong(const std::vector<Value>& values);

// What a choice offers instead: the listed values or tokens, or the simplest of each member.
std::vector<Value> Alternatives(const Domain& domain);

}  // namespace lockstep
