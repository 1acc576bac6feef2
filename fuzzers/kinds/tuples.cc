#include "fuzzers/kinds/tuples.h"

#include <algorithm>

#include "fuzzers/draw.h"
#include "fuzzers/elements.h"
#include "fuzzers/kinds/containers.h"
#include "fuzzers/kinds/counting.h"
#include "fuzzers/kinds/sequences.h"
#include "fuzzers/simplest.h"

namespace lockstep {
namespace {

using ValueKind = Value::Kind;

bool ContainsTuple(const Domain& domain, const Value& value, Containment& containment) {
  if (value.kind != ValueKind::kTuple) return false;
  if (domain.variadic) return IsSequence(domain, value.items.size(), value, containment);
  if (value.items.size() != domain.items.size()) return false;
  for (std::size_t i = 0; i < value.items.size(); ++i)
    if (!containment.Holds(*domain.items[i], value.items[i])) return false;
  return true;
}

bool TupleFits(const Domain& domain, const Value& value, const ArgumentsByName& arguments) {
  if (domain.variadic) return ElementsFit(domain, value, arguments);
  if (ReferencesOf(domain).empty()) return true;
  const auto elements = ElementsOf(value);
  for (std::size_t i = 0; i < elements.size(); ++i)
    if (!Fits(*domain.items[i], elements[i], arguments)) return false;
  return true;
}

std::size_t TupleSize(const Domain& domain) {
  if (domain.variadic) return SequenceSize(domain);
  std::size_t all = 1;
  for (const auto& item : domain.items) all = SizesMultiplied(all, SizeOf(*item));
  return all;
}

Value SimplestTuple(const Domain& domain) {
  if (domain.variadic) return Value::Of(ValueKind::kTuple, ShortestElements(domain));
  std::vector<Value> items;
  for (const auto& item : domain.items) items.push_back(SimplestOf(item.get()));
  return Value::Of(ValueKind::kTuple, std::move(items));
}

const Domain* TuplePart(const Domain& domain, const Value&, std::size_t item) {
  return domain.items[domain.variadic ? 0 : std::min(item, domain.items.size() - 1)].get();
}

void WriteFixedTuple(const CompiledDomain& compiled, Draw& draw) {
  ++draw.depth;
  draw.sink.Array(compiled.items.size());
  for (const CompiledDomain& item : compiled.items) Write(item, draw);
  --draw.depth;
}

void WriteTuple(const CompiledDomain& compiled, Draw& draw) {
  const bool variadic = Needs<ContainerShape>(compiled).variadic;
  const std::size_t length = variadic ? ContainerLength(compiled, draw) : 0;
  wire::PutTag(draw.sink, wire::Own::kTuple);
  return variadic ? WriteSequence(compiled, length, draw) : WriteFixedTuple(compiled, draw);
}

}  // namespace

constinit const Handling kTupleHandling = {
    .kind = Domain::Kind::kTuple,
    .value = Value::Kind::kTuple,
    .elements = ItemsOf,
    .contains = ContainsTuple,
    .fits = TupleFits,
    .size = TupleSize,
    .simplest = SimplestTuple,
    .part = TuplePart,
    .prepare = PrepareSequence,
    .write = WriteTuple,
};

}  // namespace lockstep
