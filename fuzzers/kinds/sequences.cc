#include "fuzzers/kinds/sequences.h"

#include "fuzzers/distinct.h"
#include "harness/model/order.h"

namespace lockstep {
namespace {

using ValueKind = Value::Kind;

bool IsSequence(const Domain& domain, std::size_t count, const Value& value,
                Containment& containment) {
  if (!FitsLength(domain, count) || !containment.HoldsEach(*domain.items[0], value, count))
    return false;
  for (std::size_t i = 1; domain.sorted && i < count; ++i)
    if (PythonLess(value.items[i], value.items[i - 1])) return false;
  return !domain.unique || AllDiffer(value, 1, count);
}

bool ContainsList(const Domain& domain, const Value& value, Containment& containment) {
  return value.kind == ValueKind::kList &&
         IsSequence(domain, value.items.size(), value, containment);
}

bool ContainsTuple(const Domain& domain, const Value& value, Containment& containment) {
  if (value.kind != ValueKind::kTuple) return false;
  if (domain.variadic) return IsSequence(domain, value.items.size(), value, containment);
  if (value.items.size() != domain.items.size()) return false;
  for (std::size_t i = 0; i < value.items.size(); ++i)
    if (!containment.Holds(*domain.items[i], value.items[i])) return false;
  return true;
}

// Its last item is its end: that it is exhausted.
bool ContainsIterator(const Domain& domain, const Value& value, Containment& containment) {
  return value.kind == ValueKind::kIterator && !value.items.empty() &&
         value.items.back().kind == ValueKind::kNone &&
         IsSequence(domain, value.items.size() - 1, value, containment);
}

}  // namespace

constinit const Handling kListHandling = {
    .kind = Domain::Kind::kList,
    .contains = ContainsList,
};

constinit const Handling kTupleHandling = {
    .kind = Domain::Kind::kTuple,
    .contains = ContainsTuple,
};

constinit const Handling kIteratorHandling = {
    .kind = Domain::Kind::kIterator,
    .contains = ContainsIterator,
};

}  // namespace lockstep
