#include "fuzzers/passes.h"
#include "fuzzers/simplest.h"
#include "harness/model/earlier.h"

namespace lockstep {
namespace {

// The step that constructs `o`, and the same with one argument as simple as its domain allows.
std::vector<Step> Constructors(const Shrinking& shrinking) {
  const Case& current = shrinking.current();
  std::vector<Step> all = {current.steps.front()};
  for (const Place& place : shrinking.Places()) {
    if (place.path.size() != 2 || place.path[0] != 0 || place.domain == nullptr) continue;
    auto values = Alternatives(*place.domain);
    values.push_back(SimplestOf(place.domain));
    for (Value& value : values) {
      all.push_back(current.steps.front());
      ArgumentOf(all.back(), place.path[1]) = std::move(value);
    }
  }
  return all;
}

}  // namespace

void MakeAnew(Shrinking& shrinking) {
  const std::size_t steps = shrinking.current().steps.size();
  if (steps < 3) return;
  const auto constructors = Constructors(shrinking);
  const auto used = StepsUsedBy(shrinking.current());
  shrinking.TryEach(steps * constructors.size(), [&](std::size_t i) -> std::optional<Case> {
    const std::size_t step = i / constructors.size();
    if (shrinking.current().steps[step].operation.empty() || used.count(step) == 0)
      return std::nullopt;
    Case candidate = shrinking.current();
    candidate.steps[step] = constructors[i % constructors.size()];
    return candidate;
  });
}

}  // namespace lockstep
