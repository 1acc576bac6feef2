#include <algorithm>

#include "fuzzers/passes.h"
#include "fuzzers/simpler.h"

namespace lockstep {
namespace {

bool IsSequence(const Value& value) {
  return value.kind == Value::Kind::kList || value.kind == Value::Kind::kTuple ||
         value.kind == Value::Kind::kIterator;
}

bool Precedes(const Value& left, const Value& right) {
  return std::is_lt(CompareSimplicity(left, right));
}

}  // namespace

void SortElements(Shrinking& shrinking) {
  for (const Place& place : shrinking.Places()) {
    if (shrinking.spent()) return;
    Value sorted = At(shrinking.current(), place.path);
    const auto count = static_cast<std::ptrdiff_t>(ElementCount(sorted));
    if (!IsSequence(sorted) || count < 2) continue;
    std::stable_sort(sorted.items.begin(), sorted.items.begin() + count, Precedes);
    if (shrinking.TryReplace(place.path, std::move(sorted))) continue;
    shrinking.TryEach(static_cast<std::size_t>(count) - 1,
                      [&](std::size_t i) -> std::optional<Case> {
                        Case candidate = shrinking.current();
                        Value& value = At(candidate, place.path);
                        if (!Precedes(value.items[i + 1], value.items[i])) return std::nullopt;
                        std::swap(value.items[i], value.items[i + 1]);
                        return candidate;
                      });
  }
}

}  // namespace lockstep
