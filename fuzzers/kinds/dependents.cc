#include "fuzzers/kinds/dependents.h"

namespace lockstep {
namespace {

// For some argument it may be any.
bool IsIndex(const Domain&, const Value& value, Containment&) {
  return value.kind == Value::Kind::kInt;
}

bool IsElement(const Domain&, const Value&, Containment&) { return true; }

bool IsOfSomeLength(const Domain& domain, const Value& value, Containment& containment) {
  return value.kind == Value::Kind::kList &&
         containment.HoldsEach(*domain.items[0], value, value.items.size());
}

}  // namespace

constinit const Handling kIndexHandling = {
    .kind = Domain::Kind::kIndex,
    .contains = IsIndex,
};

constinit const Handling kElementOfHandling = {
    .kind = Domain::Kind::kElementOf,
    .contains = IsElement,
};

constinit const Handling kSameLengthHandling = {
    .kind = Domain::Kind::kSameLength,
    .contains = IsOfSomeLength,
};

}  // namespace lockstep
