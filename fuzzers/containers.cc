#include "fuzzers/containers.h"

#include <algorithm>

#include "harness/model/order.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;

constexpr std::size_t kFewKeys = 16;

std::span<const std::uint8_t> AsBytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// One element will be another: written as a shared object, and as a reference to it.
struct Alias {
  std::size_t first = ~std::size_t{0}, second = ~std::size_t{0};
  std::uint64_t label = 0;
};

bool CanBeMutable(const CompiledDomain& compiled) {
  return compiled.mutable_here || compiled.kind == Kind::kAny || compiled.kind == Kind::kJson ||
         compiled.kind == Kind::kPyObj;
}

Alias PlanAlias(const CompiledDomain& item, std::size_t length, Draw& draw) {
  Alias alias;
  if (length < 2 || !draw.sharing || item.hashable || !CanBeMutable(item) || !draw.chance.OneIn(24))
    return alias;
  alias.first = draw.chance.Below(length - 1);
  alias.second = draw.chance.Between(alias.first + 1, length - 1);
  return alias;
}

void WriteItem(const CompiledDomain& item, Draw& draw, std::size_t position, Alias& alias) {
  if (position == alias.second) {
    wire::PutTag(draw.sink, wire::kReferenceTag);
    return draw.sink.Int(static_cast<std::int64_t>(alias.label));
  }
  if (position == alias.first) {
    wire::PutTag(draw.sink, wire::kSharedTag);
    alias.label = draw.labels++;
    draw.must_be_mutable = !item.mutable_here;
  }
  Write(item, draw);
  draw.must_be_mutable = false;
}

void Sort(Draw& draw, const std::vector<std::size_t>& starts) {
  std::vector<std::pair<Value, std::string>> elements;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    const auto text = draw.sink.Text(starts[i], starts[i + 1] - starts[i]);
    auto value = wire::Decode(AsBytes(text));
    elements.emplace_back(value ? std::move(*value) : Value::None(), text);
  }
  std::stable_sort(elements.begin(), elements.end(), [](const auto& left, const auto& right) {
    return PythonLess(left.first, right.first);
  });
  draw.sink.CutTo(starts.front());
  for (const auto& element : elements) draw.sink.Append(element.second);
}

// Elements one by one, a previous one again now and then (never one with labels in it).
void WriteElements(const CompiledDomain& compiled, std::size_t length, Draw& draw) {
  const CompiledDomain& item = compiled.items[0];
  Alias alias = compiled.unique || compiled.sorted ? Alias{} : PlanAlias(item, length, draw);
  const bool duplicates = !compiled.unique && length > 1 && draw.chance.OneIn(8);
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

// Unique or sorted: the elements' places are kept, and the head is written when they are counted.
void WriteOrdered(const CompiledDomain& compiled, std::size_t length, Draw& draw,
                  std::vector<std::size_t>& starts) {
  KeyRing ring(draw.sink, compiled.items[0].simple_keys);
  const bool sharing = draw.sharing;
  draw.sharing = false;
  for (std::size_t tries = 0; starts.size() < length && tries < 4 * length + 8; ++tries) {
    const std::size_t start = draw.sink.size();
    if (!compiled.unique && !starts.empty() && draw.chance.OneIn(6))
      draw.sink.Repeat(starts.back(), start - starts.back());
    else
      Write(compiled.items[0], draw);
    if (!compiled.unique || ring.Add(start))
      starts.push_back(start);
    else
      draw.ForgetPlaces();
  }
  draw.sharing = sharing;
  starts.push_back(draw.sink.size());
  if (compiled.sorted && starts.size() > 2) Sort(draw, starts);
}

std::string ArrayHead(std::size_t size) {
  wire::ByteBuffer head;
  wire::PutArray(head, size);
  return {head.bytes().begin(), head.bytes().end()};
}

void WriteItems(const CompiledDomain& compiled, std::size_t length, Draw& draw, std::size_t more) {
  if (!compiled.unique && !compiled.sorted) {
    draw.sink.Array(length + more);
    if (more > 0) wire::PutText(draw.sink, "builtins:list_iterator");
    return WriteElements(compiled, length, draw);
  }
  const std::size_t head = draw.sink.size();
  if (more > 0) wire::PutText(draw.sink, "builtins:list_iterator");
  std::vector<std::size_t> starts;
  WriteOrdered(compiled, length, draw, starts);
  draw.sink.Insert(head, ArrayHead(starts.size() - 1 + more));
}

// Entries one by one; false when an alias was begun for which there was no second place.
bool WriteEntries(const CompiledDomain& compiled, std::size_t wanted, Draw& draw,
                  std::size_t& count) {
  KeyRing ring(draw.sink, compiled.items[0].simple_keys);
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

}  // namespace

bool KeyRing::IsNew(std::string_view encoded) {
  if (simple_ && places_.size() < kFewKeys) {
    for (std::size_t i = 0; i < places_.size(); ++i)
      if ((*this)[i] == encoded) return false;
    return true;
  }
  if (simple_) {
    if (images_.empty())
      for (std::size_t i = 0; i < places_.size(); ++i) images_.emplace((*this)[i]);
    return images_.emplace(encoded).second;
  }
  const auto value = wire::Decode(AsBytes(encoded));
  return images_.insert(value ? EqualityImage(*value) : std::string(encoded)).second;
}

bool KeyRing::Add(std::size_t start) {
  const std::size_t length = sink_.size() - start;
  const bool is_new = IsNew(sink_.Text(start, length));
  if (is_new)
    places_.emplace_back(start, length);
  else
    sink_.CutTo(start);
  return is_new;
}

std::size_t ContainerLength(const CompiledDomain& compiled, Draw& draw) {
  const auto size = static_cast<std::size_t>(draw.size);
  if (draw.depth == 0 && compiled.leaf == false && compiled.items.size() == 1 &&
      compiled.items[0].leaf && compiled.max_len > 100000 && draw.chance.OneIn(2000))
    return std::size_t{1000} + draw.chance.Below(std::size_t{1} << draw.chance.Between(8, 14));
  std::size_t usual = draw.depth == 0   ? 2 + size / 8
                      : draw.depth == 1 ? 1 + size / 25
                                        : 1 + size / 60;
  if (draw.depth == 0 && draw.chance.OneIn(32)) usual = usual * 3 + 4;
  const std::size_t most = std::min(std::max(compiled.min_len, usual), compiled.max_len);
  if (most > 1 && compiled.max_len <= 24 && draw.chance.OneIn(16)) return compiled.max_len;
  std::size_t length = draw.chance.Between(std::min(compiled.min_len, most), most);
  // The shortest are soon all seen.
  if (length < 2 && draw.depth == 0 && most > 2 && (draw.wide || !draw.chance.OneIn(3)))
    length = draw.chance.Between(std::max<std::size_t>(compiled.min_len, 2), most);
  return length;
}

void WriteSequence(const CompiledDomain& compiled, Draw& draw, const std::size_t* length) {
  const std::size_t count = length != nullptr ? *length : ContainerLength(compiled, draw);
  ++draw.depth;
  if (compiled.kind == Kind::kIterator) {
    const bool sharing = draw.sharing;
    draw.sharing = false;  // what an iterator yields is rebuilt, not referred to
    wire::PutTag(draw.sink, wire::Own::kIterator);
    WriteItems(compiled, count, draw, 2);
    draw.sink.Byte(wire::kNull);
    draw.sharing = sharing;
  } else {
    if (compiled.kind == Kind::kTuple) wire::PutTag(draw.sink, wire::Own::kTuple);
    WriteItems(compiled, count, draw, 0);
  }
  if (compiled.unique || compiled.sorted) draw.ForgetPlaces();
  --draw.depth;
}

void WriteFixedTuple(const CompiledDomain& compiled, Draw& draw) {
  ++draw.depth;
  wire::PutTag(draw.sink, wire::Own::kTuple);
  draw.sink.Array(compiled.items.size());
  for (const CompiledDomain& item : compiled.items) Write(item, draw);
  --draw.depth;
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

void WriteSet(const CompiledDomain& compiled, Draw& draw) {
  const std::size_t wanted = ContainerLength(compiled, draw);
  ++draw.depth;
  if (compiled.kind == Kind::kSet)
    wire::PutTag(draw.sink, wire::kSetTag);
  else
    wire::PutTag(draw.sink, wire::Own::kFrozenSet);
  KeyRing ring(draw.sink, compiled.items[0].simple_keys);
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

}  // namespace lockstep
