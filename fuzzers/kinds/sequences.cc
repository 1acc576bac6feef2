#include "fuzzers/kinds/sequences.h"

#include "fuzzers/distinct.h"
#include "fuzzers/kinds/counting.h"
#include "fuzzers/simplest.h"
#include "harness/model/order.h"

namespace lockstep {
namespace {

using ValueKind = Value::Kind;

bool ContainsList(const Domain& domain, const Value& value, Containment& containment) {
  return value.kind == ValueKind::kList &&
         IsSequence(domain, value.items.size(), value, containment);
}

// Its last item is its end: that it is exhausted.
bool ContainsIterator(const Domain& domain, const Value& value, Containment& containment) {
  return value.kind == ValueKind::kIterator && !value.items.empty() &&
         value.items.back().kind == ValueKind::kNone &&
         IsSequence(domain, value.items.size() - 1, value, containment);
}

Value ShortestIterator(const Domain& domain) {
  auto items = ShortestElements(domain);
  items.push_back(Value::None());
  Value iterator = Value::Of(ValueKind::kIterator, std::move(items));
  iterator.text = "builtins:list_iterator";
  return iterator;
}

}  // namespace

bool IsSequence(const Domain& domain, std::size_t count, const Value& value,
                Containment& containment) {
  if (!FitsLength(domain, count) || !containment.HoldsEach(*domain.items[0], value, count))
    return false;
  for (std::size_t i = 1; domain.sorted && i < count; ++i)
    if (PythonLess(value.items[i], value.items[i - 1])) return false;
  return !domain.unique || AllDiffer(value, 1, count);
}

std::size_t SequenceSize(const Domain& domain) {
  return SequencesOf(domain, SizeOf(*domain.items[0]));
}

std::vector<Value> ShortestElements(const Domain& domain) {
  return std::vector<Value>(domain.min_len, SimplestOf(domain.items[0].get()));
}

Value ShortestList(const Domain& domain) {
  return Value::Of(ValueKind::kList, ShortestElements(domain));
}

constinit const Handling kListHandling = {
    .kind = Domain::Kind::kList,
    .contains = ContainsList,
    .size = SequenceSize,
    .simplest = ShortestList,
    .part = OnlyPart,
};

constinit const Handling kIteratorHandling = {
    .kind = Domain::Kind::kIterator,
    .contains = ContainsIterator,
    .size = SequenceSize,
    .simplest = ShortestIterator,
    .part = OnlyPart,
};

}  // namespace lockstep
