#include "fuzzers/kinds/mappings.h"

#include "fuzzers/distinct.h"
#include "fuzzers/draw.h"
#include "fuzzers/kinds/containers.h"
#include "fuzzers/kinds/key_ring.h"
#include "fuzzers/kinds/table.h"
#include "fuzzers/simplest.h"

namespace lockstep {
namespace {

bool ContainsDict(const Domain& domain, const Value& value, Containment& containment) {
  if (value.kind != Value::Kind::kDict) return false;
  if (value.items.size() % 2 != 0 || !FitsLength(domain, value.items.size() / 2)) return false;
  for (std::size_t i = 0; i < value.items.size(); ++i)
    if (!containment.Holds(*domain.items[i % 2], value.items[i])) return false;
  return KeysFit(value, 2);
}

Value SimplestDict(const Domain& domain) {
  std::vector<Value> items;
  for (std::size_t i = 0; i < domain.min_len; ++i)
    for (const auto& item : domain.items) items.push_back(SimplestOf(item.get()));
  return Value::Of(Value::Kind::kDict, std::move(items));
}

const Domain* KeyOrValue(const Domain& domain, const Value&, std::size_t item) {
  return domain.items[item % 2].get();
}

// Entries one by one; false when an alias was begun for which there was no second place.
bool WriteEntries(const CompiledDomain& compiled, std::size_t wanted, Draw& draw,
                  std::size_t& count) {
  KeyRing ring(draw.sink, HasSimpleKeys(compiled.items[0]));
  Alias alias = PlanAlias(compiled.items[1], wanted, draw);
  count = 0;
  for (std::size_t tries = 0; count < wanted && tries < 3 * wanted + 8; ++tries) {
    const std::size_t start = draw.sink.size();
    Write(compiled.items[0], draw);
    if (ring.Add(start))
      WriteItem(compiled.items[1], draw, count++, alias);
    else
      draw.ForgetPlaces();
  }
  return alias.first >= count || alias.second < count;
}

void WriteDict(const CompiledDomain& compiled, Draw& draw) {
  const std::size_t wanted = ContainerLength(compiled, draw);
  ++draw.depth;
  wire::PutTag(draw.sink, wire::Own::kDict);
  const std::size_t head = draw.sink.size();
  const bool small = wanted < 12, sharing = draw.sharing;  // small: the head is one byte
  if (small) draw.sink.Byte(0);
  const std::uint64_t labels = draw.labels;
  std::size_t count = 0;
  if (!WriteEntries(compiled, wanted, draw, count)) {  // once more, without an alias
    draw.sink.CutTo(head + (small ? 1 : 0));
    draw.labels = labels, draw.sharing = false;
    draw.ForgetPlaces();
    WriteEntries(compiled, wanted, draw, count);
    draw.sharing = sharing;
  }
  if (small) {
    draw.sink.data()[head] = static_cast<std::uint8_t>(0x80 | 2 * count);
  } else {
    draw.sink.Insert(head, ArrayHead(2 * count));
    draw.ForgetPlaces();
  }
  --draw.depth;
}

std::vector<Value> KeysOf(const Value& value) {
  std::vector<Value> keys;
  for (std::size_t i = 0; i < value.items.size(); i += 2) keys.push_back(value.items[i]);
  return keys;
}

}  // namespace

constinit const Handling kDictHandling = {
    .kind = Domain::Kind::kDict,
    .value = Value::Kind::kDict,
    .elements = KeysOf,
    .contains = ContainsDict,
    .simplest = SimplestDict,
    .part = KeyOrValue,
    .keys = 1,
    .mutability = Mutability::kAlways,
    .prepare = PrepareKeys,
    .write = WriteDict,
};

}  // namespace lockstep
