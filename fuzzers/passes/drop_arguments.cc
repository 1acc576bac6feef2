#include "fuzzers/passes.h"

namespace lockstep {
namespace {

// Candidate i: without keyword i, then without a span of positional arguments from the end.
std::optional<Case> WithoutArgument(const Case& current, std::size_t step, std::size_t i) {
  Case candidate = current;
  Step& call = candidate.steps[step];
  if (i < call.keyword.size()) {
    call.keyword.erase(call.keyword.begin() + static_cast<std::ptrdiff_t>(i));
    return candidate;
  }
  const std::size_t position = i - call.keyword.size();
  if (position >= call.positional.size()) return std::nullopt;
  call.positional.erase(call.positional.begin() +
                        static_cast<std::ptrdiff_t>(call.positional.size() - 1 - position));
  return candidate;
}

}  // namespace

void DropArguments(Shrinking& shrinking) {
  for (std::size_t step = shrinking.current().steps.size(); step-- > 0;) {
    for (bool found = true; found && !shrinking.spent();) {
      const std::size_t count = ArgumentCount(shrinking.current().steps[step]);
      found =
          shrinking
              .TryEach(count,
                       [&](std::size_t i) { return WithoutArgument(shrinking.current(), step, i); })
              .has_value();
    }
  }
}

}  // namespace lockstep
