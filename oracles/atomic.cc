#include "oracles/atomic.h"

#include <algorithm>

namespace lockstep {
namespace {

using Kind = Value::Kind;

constexpr std::size_t kArgs = 2, kState = 3, kItems = 4, kEntries = 5, kReducedSize = 6;

bool AllAtomic(const Value& parts) {
  return std::all_of(parts.items.begin(), parts.items.end(), IsAtomic);
}

}  // namespace

bool HasAtomicHead(const Value& reduced) {
  if (reduced.items.size() != kReducedSize || reduced.items[0].text != "reduce") return false;
  const Value& state = reduced.items[kState];
  return AllAtomic(reduced.items[kArgs]) &&
         (state.kind == Kind::kTuple ? AllAtomic(state) : IsAtomic(state));
}

bool IsAtomic(const Value& value) {
  if (value.kind != Kind::kObject) return value.items.empty();
  return HasAtomicHead(value) && value.items[kItems].kind == Kind::kNone &&
         value.items[kEntries].kind == Kind::kNone;
}

}  // namespace lockstep
