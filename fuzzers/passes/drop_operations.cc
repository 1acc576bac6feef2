#include "fuzzers/passes.h"
#include "harness/model/earlier.h"

namespace lockstep {
namespace {

// Spans of `size` steps, the last ones first; the constructor stays.
bool DropSpans(Shrinking& shrinking, std::size_t size) {
  const std::size_t steps = shrinking.current().steps.size();
  if (size >= steps) return false;
  const std::size_t places = steps - size;
  return shrinking
      .TryEach(places,
               [&](std::size_t i) {
                 const std::size_t begin = places - i;
                 return WithoutSteps(shrinking.current(), begin, begin + size);
               })
      .has_value();
}

// A constructor that is called later may as well be the first.
void BeginLater(Shrinking& shrinking) {
  shrinking.TryEach(shrinking.current().steps.size(), [&](std::size_t i) -> std::optional<Case> {
    const Step& step = shrinking.current().steps[i];
    if (i == 0 || !step.operation.empty() || !StepsUsedBy(step).empty()) return std::nullopt;
    Case candidate = shrinking.current();
    candidate.steps = {step};
    return candidate;
  });
}

// What was done to another instance may as well be done to `o`.
void DoOnFirst(Shrinking& shrinking) {
  shrinking.TryEach(shrinking.current().steps.size(), [&](std::size_t i) -> std::optional<Case> {
    Case candidate = shrinking.current();
    std::string& operation = candidate.steps[i].operation;
    if (TargetOf(operation) == 0) return std::nullopt;
    operation = MethodOf(operation);
    return candidate;
  });
}

}  // namespace

void DropOperations(Shrinking& shrinking) {
  if (shrinking.current().steps.size() < 2) return;
  for (std::size_t size = shrinking.current().steps.size() - 1; size > 0; size /= 2)
    while (!shrinking.spent() && DropSpans(shrinking, size)) {
    }
  BeginLater(shrinking);
  DoOnFirst(shrinking);
}

}  // namespace lockstep
