#include "fuzzers/kinds/sets.h"

#include <algorithm>

#include "fuzzers/distinct.h"
#include "fuzzers/draw.h"
#include "fuzzers/kinds/containers.h"
#include "fuzzers/kinds/key_ring.h"
#include "fuzzers/kinds/sequences.h"
#include "fuzzers/kinds/table.h"

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

Value SimplestSet(const Domain& domain) {
  return Value::Of(Value::Kind::kSet, ShortestElements(domain));
}

Value SimplestFrozenSet(const Domain& domain) {
  return Value::Of(Value::Kind::kFrozenSet, ShortestElements(domain));
}

// The elements come in the order of their bytes.
template <auto kTag>
void WriteSetAs(const CompiledDomain& compiled, Draw& draw) {
  const std::size_t wanted = ContainerLength(compiled, draw);
  ++draw.depth;
  wire::PutTag(draw.sink, kTag);
  KeyRing ring(draw.sink, HasSimpleKeys(compiled.items[0]));
  const std::size_t start = draw.sink.size();
  for (std::size_t tries = 0; ring.size() < wanted && tries < 3 * wanted + 8; ++tries) {
    const std::size_t element = draw.sink.size();
    Write(compiled.items[0], draw);
    if (!ring.Add(element)) draw.ForgetPlaces();
  }
  std::vector<std::string_view> sorted;
  for (std::size_t i = 0; i < ring.size(); ++i) sorted.push_back(ring[i]);
  std::sort(sorted.begin(), sorted.end());
  draw.scratch = ArrayHead(sorted.size());
  for (const auto element : sorted) draw.scratch += element;
  draw.sink.CutTo(start);
  draw.sink.Append(draw.scratch);
  draw.ForgetPlaces();
  --draw.depth;
}

}  // namespace

constinit const Handling kSetHandling = {
    .kind = Domain::Kind::kSet,
    .value = Value::Kind::kSet,
    .elements = ItemsOf,
    .contains = ContainsSet,
    .simplest = SimplestSet,
    .part = OnlyPart,
    .keys = 1,
    .mutability = Mutability::kAlways,
    .prepare = PrepareKeys,
    .write = WriteSetAs<wire::kSetTag>,
};

constinit const Handling kFrozenSetHandling = {
    .kind = Domain::Kind::kFrozenSet,
    .value = Value::Kind::kFrozenSet,
    .elements = ItemsOf,
    .contains = ContainsFrozenSet,
    .simplest = SimplestFrozenSet,
    .part = OnlyPart,
    .keys = 1,
    .prepare = PrepareKeys,
    .write = WriteSetAs<wire::Own::kFrozenSet>,
};

}  // namespace lockstep
