#include "fuzzers/shrinker.h"

#include "fuzzers/membership.h"
#include "fuzzers/passes.h"
#include "fuzzers/passes/hoist_text.h"
#include "fuzzers/simpler.h"

namespace lockstep {
namespace {

using Pass = void (*)(Shrinking&);

constexpr Pass kPasses[] = {DropOperations, MakeAnew,     DropArguments,  TakeSimplest,
                            HoistText,      DeleteSpans,  Hoist,          Merge,
                            LowerTogether,  LowerNumbers, SimplifyFloats, Redistribute,
                            SimplifyText,   SortElements, Unshare,        TakeAlternatives};

}  // namespace

bool Simpler(const Case& left, const Case& right) {
  return std::is_lt(CompareSimplicity(left, right));
}

Shrunk Shrink(const Case& failing, const Port& port, const SameFailure& fails, std::size_t budget) {
  Shrinking shrinking(failing, port, fails, budget);
  // Until a whole round finds nothing. Every step goes down a well-founded order, so it ends.
  for (std::size_t before = ~std::size_t{0};
       before != shrinking.accepted() && !shrinking.spent();) {
    before = shrinking.accepted();
    for (const Pass pass : kPasses)
      if (!shrinking.spent()) pass(shrinking);
  }
  return {shrinking.current(), shrinking.tried(), shrinking.accepted()};
}

}  // namespace lockstep
