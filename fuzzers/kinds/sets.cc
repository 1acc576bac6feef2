#include "fuzzers/kinds/sets.h"

#include "fuzzers/distinct.h"

namespace lockstep {
namespace {

bool AreElements(const Domain& domain, const Value& value, Containment& containment) {
  return FitsLength(domain, value.items.size()) &&
         containment.HoldsEach(*domain.items[0], value, value.items.size()) && KeysFit(value, 1);
}

bool ContainsSet(const Domain& domain, const Value& value, Containment& containment) {
  return value.kind == Value::Kind::kSet && AreElements(domain, value, containment);
}

bool ContainsFrozenSet(const Domain& domain, const Value& value, Containment& containment) {
  return value.kind == Value::Kind::kFrozenSet && AreElements(domain, value, containment);
}

}  // namespace

constinit const Handling kSetHandling = {
    .kind = Domain::Kind::kSet,
    .contains = ContainsSet,
};

constinit const Handling kFrozenSetHandling = {
    .kind = Domain::Kind::kFrozenSet,
    .contains = ContainsFrozenSet,
};

}  // namespace lockstep
