#include "harness/model/prefix.h"

#include <numeric>

namespace lockstep {

Prefix Condensed(std::span<const Case> calls) {
  Prefix prefix;
  for (const Case& call : calls) {
    if (!prefix.empty() && prefix.back().subject.steps == call.steps)
      ++prefix.back().times;
    else
      prefix.push_back({call});
  }
  return prefix;
}

std::uint64_t CountOf(const Prefix& prefix) {
  return std::accumulate(prefix.begin(), prefix.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const Calls& calls) { return sum + calls.times; });
}

std::vector<Case> CallsOf(const Prefix& prefix) {
  std::vector<Case> all;
  for (const Calls& calls : prefix) all.insert(all.end(), calls.times, calls.subject);
  return all;
}

std::vector<Case> CallsThen(const Prefix& prefix, const Case& subject) {
  auto all = CallsOf(prefix);
  all.push_back(subject);
  return all;
}

}  // namespace lockstep
