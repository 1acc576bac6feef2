// A Prefix is what must be called before a case, oldest first. Calls that are alike stand together:
// 7,000 calls of one case are one entry.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "harness/model/case.h"

namespace lockstep {

struct Calls {
  Case subject;
  std::uint64_t times = 1;
};

using Prefix = std::vector<Calls>;

// More calls than a process makes of one unit: what a damaged file may ask for at most.
inline constexpr std::uint64_t kMostCalls = std::uint64_t{1} << 20;

Prefix Condensed(std::span<const Case> calls);
std::uint64_t CountOf(const Prefix& prefix);
// Each call on its own, and then the subject.
std::vector<Case> CallsOf(const Prefix& prefix);
std::vector<Case> CallsThen(const Prefix& prefix, const Case& subject);

}  // namespace lockstep
