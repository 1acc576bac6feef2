#include "fuzzers/kinds/sets.h"

#include "fuzzers/distinct.h"
#include "fuzzers/simplest.h"

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

std::vector<Value> SimplestElements(const Domain& domain) {
  return std::vector<Value>(domain.min_len, SimplestOf(domain.items[0].get()));
}

Value SimplestSet(const Domain& domain) {
  return Value::Of(Value::Kind::kSet, SimplestElements(domain));
}

Value SimplestFrozenSet(const Domain& domain) {
  return Value::Of(Value::Kind::kFrozenSet, SimplestElements(domain));
}

}  // namespace

constinit const Handling kSetHandling = {
    .kind = Domain::Kind::kSet,
    .contains = ContainsSet,
    .simplest = SimplestSet,
    .part = OnlyPart,
};

constinit const Handling kFrozenSetHandling = {
    .kind = Domain::Kind::kFrozenSet,
    .contains = ContainsFrozenSet,
    .simplest = SimplestFrozenSet,
    .part = OnlyPart,
};

}  // namespace lockstep
