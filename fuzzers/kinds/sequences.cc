#include "fuzzers/kinds/sequences.h"

#include "fuzzers/distinct.h"
#include "fuzzers/draw.h"
#include "fuzzers/kinds/containers.h"
#include "fuzzers/kinds/counting.h"
#include "fuzzers/kinds/ordered.h"
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

// Elements one by one, a previous one again now and then (never one with labels in it).
void WriteElements(const CompiledDomain& compiled, std::size_t length, Draw& draw) {
  const auto& shape = Needs<ContainerShape>(compiled);
  const CompiledDomain& item = compiled.items[0];
  Alias alias = shape.unique || shape.sorted ? Alias{} : PlanAlias(item, length, draw);
  const bool duplicates = !shape.unique && length > 1 && draw.chance.OneIn(8);
  std::size_t last = 0, last_length = 0;
  for (std::size_t i = 0; i < length; ++i) {
    if (duplicates && last_length > 0 && i != alias.first && i != alias.second &&
        draw.chance.OneIn(2)) {
      draw.sink.Repeat(last, last_length);
      continue;
    }
    const std::uint64_t labels = draw.labels;
    const std::size_t start = draw.sink.size();
    WriteItem(item, draw, i, alias);
    last = start,
    last_length = labels == draw.labels && i != alias.second ? draw.sink.size() - start : 0;
  }
}

// `more`: other items of the array, which come before and after.
void WriteItems(const CompiledDomain& compiled, std::size_t length, Draw& draw, std::size_t more) {
  const auto& shape = Needs<ContainerShape>(compiled);
  if (!shape.unique && !shape.sorted) {
    draw.sink.Array(length + more);
    if (more > 0) wire::PutText(draw.sink, "builtins:list_iterator");
    return WriteElements(compiled, length, draw);
  }
  const std::size_t head = draw.sink.size();
  if (more > 0) wire::PutText(draw.sink, "builtins:list_iterator");
  const auto starts = WriteOrdered(compiled, length, draw);
  draw.sink.Insert(head, ArrayHead(starts.size() - 1 + more));
}

// One level deeper. What was put in order has moved.
void WriteItemsDeeper(const CompiledDomain& compiled, std::size_t length, Draw& draw,
                      std::size_t more) {
  const auto& shape = Needs<ContainerShape>(compiled);
  ++draw.depth;
  WriteItems(compiled, length, draw, more);
  if (shape.unique || shape.sorted) draw.ForgetPlaces();
  --draw.depth;
}

void WriteList(const CompiledDomain& compiled, Draw& draw) {
  WriteSequence(compiled, ContainerLength(compiled, draw), draw);
}

void WriteIterator(const CompiledDomain& compiled, Draw& draw) {
  const std::size_t length = ContainerLength(compiled, draw);
  const bool sharing = draw.sharing;
  draw.sharing = false;  // what an iterator yields is rebuilt, not referred to
  wire::PutTag(draw.sink, wire::Own::kIterator);
  WriteItemsDeeper(compiled, length, draw, 2);
  draw.sink.Byte(wire::kNull);
  draw.sharing = sharing;
}

// A NaN has no place in an order; a list that says it is sorted has none.
void ForbidNan(CompiledDomain& compiled) {
  if (auto* range = std::get_if<FloatRange>(&compiled.needs)) range->allows_nan = false;
  std::erase_if(compiled.constants, [](const std::string& item) {
    return item.size() == 9 && item.compare(0, 2, "\xfb\x7f") == 0;
  });
  for (CompiledDomain& item : compiled.items) ForbidNan(item);
}

std::vector<Value> WithoutEnd(const Value& value) {
  if (value.items.empty()) return {};
  return {value.items.begin(), value.items.end() - 1};
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

void PrepareSequence(const Domain& domain, CompileContext&, CompiledDomain& compiled) {
  auto& shape = compiled.needs.emplace<ContainerShape>();
  PrepareLength(domain, shape);
  shape.sorted = domain.sorted, shape.unique = domain.unique, shape.variadic = domain.variadic;
  if (domain.sorted) PrepareSorted(compiled);
}

void PrepareSorted(CompiledDomain& compiled) {
  for (CompiledDomain& item : compiled.items) ForbidNan(item), item.pool = -1;
}

void WriteSequence(const CompiledDomain& compiled, std::size_t length, Draw& draw) {
  WriteItemsDeeper(compiled, length, draw, 0);
}

constinit const Handling kListHandling = {
    .kind = Domain::Kind::kList,
    .value = Value::Kind::kList,
    .elements = ItemsOf,
    .contains = ContainsList,
    .size = SequenceSize,
    .simplest = ShortestList,
    .part = OnlyPart,
    .mutability = Mutability::kAlways,
    .prepare = PrepareSequence,
    .write = WriteList,
};

constinit const Handling kIteratorHandling = {
    .kind = Domain::Kind::kIterator,
    .value = Value::Kind::kIterator,
    .elements = WithoutEnd,
    .contains = ContainsIterator,
    .size = SequenceSize,
    .simplest = ShortestIterator,
    .part = OnlyPart,
    .prepare = PrepareSequence,
    .write = WriteIterator,
};

}  // namespace lockstep
