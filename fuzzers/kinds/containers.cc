#include "fuzzers/kinds/containers.h"

#include <algorithm>

#include "fuzzers/kinds/table.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
std::size_t ContainerLength(const CompiledDomain& compiled, Draw& draw) {
  const Lengths& lengths = Needs<ContainerShape>(compiled);
  const auto size = static_cast<std::size_t>(draw.size);
  if (draw.depth == 0 && compiled.leaf == false && compiled.items.size() == 1 &&
      compiled.items[0].leaf && lengths.max_len > 100000 && draw.chance.OneIn(2000))
    return std::size_t{1000} + draw.chance.Below(std::size_t{1} << draw.chance.Between(8, 14));
  std::size_t usual = draw.depth == 0   ? 2 + size / 8
                      : draw.depth == 1 ? 1 + size / 25
                                        : 1 + size / 60;
  if (draw.depth == 0 && draw.chance.OneIn(32)) usual = usual * 3 + 4;
  const std::size_t most = std::min(std::max(lengths.min_len, usual), lengths.max_len);
  if (most > 1 && lengths.max_len <= 24 && draw.chance.OneIn(16)) return lengths.max_len;
  std::size_t length = draw.chance.Between(std::min(lengths.min_len, most), most);
  // The shortest are soon all seen.
  if (length < 2 && draw.depth == 0 && most > 2 && (draw.wide || !draw.chance.OneIn(3)))
    length = draw.chance.Between(std::max<std::size_t>(lengths.min_len, 2), most);
  return length;
}

void PrepareKeys(const Domain& domain, CompileContext&, CompiledDomain& compiled) {
  PrepareLength(domain, compiled.needs.emplace<ContainerShape>());
}

std::string ArrayHead(std::size_t size) {
  wire::ByteBuffer head;
  wire::PutArray(head, size);
  return {head.bytes().begin(), head.bytes().end()};
}

Alias PlanAlias(const CompiledDomain& item, std::size_t length, Draw& draw) {
  Alias alias;
  if (length < 2 || !draw.sharing || item.hashable ||
      HandlingOf(item.kind).mutability == Mutability::kNever || !draw.chance.OneIn(24))
    return alias;
  alias.first = draw.chance.Below(length - 1);
  alias.second = draw.chance.Between(alias.first + 1, length - 1);
  return alias;
}

void WriteReference(const Alias& alias, Draw& draw) {
  wire::PutTag(draw.sink, wire::kReferenceTag);
  draw.sink.Int(static_cast<std::int64_t>(alias.label));
}

void WriteShared(const CompiledDomain& item, Draw& draw, Alias& alias) {
  wire::PutTag(draw.sink, wire::kSharedTag);
  alias.label = draw.labels++;
  draw.must_be_mutable = HandlingOf(item.kind).mutability != Mutability::kAlways;
  Write(item, draw);
}

}  // namespace lockstep
