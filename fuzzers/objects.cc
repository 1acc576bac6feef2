#include "fuzzers/objects.h"

#include <iterator>

#include "fuzzers/containers.h"
#include "fuzzers/numbers.h"
#include "fuzzers/texts.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;

// Subclasses of builtins, and objects that only expressions make.
constexpr const char* kSubclasses[] = {
    "type('I', (int,), {})(1)", "type('S', (str,), {})('a')", "type('F', (float,), {})(1.0)",
    "type('I', (int,), {})(0)", "type('S', (str,), {})('')",  "type('T', (tuple,), {})((1,))",
};
constexpr const char* kMutableSubclasses[] = {
    "type('L', (list,), {})([1])", "collections.OrderedDict(a=1)", "type('D', (dict,), {})(a=1)"};

const CompiledDomain& CompiledPlain(Kind kind) {
  static const std::vector<CompiledDomain> kEach = [] {
    std::vector<CompiledDomain> all(static_cast<std::size_t>(Kind::kUnsupported) + 1);
    for (std::size_t i = 0; i < all.size(); ++i) all[i].kind = static_cast<Kind>(i);
    return all;
  }();
  return kEach[static_cast<std::size_t>(kind)];
}

void WriteSource(const char* source, Draw& draw) {
  wire::PutTag(draw.sink, wire::Own::kExpr);
  wire::PutText(draw.sink, source);
}

// Elements share the compiled domain of what holds them; keys and set elements are its hashable
// twin.
CompiledDomain Hashable(const CompiledDomain& compiled) {
  CompiledDomain key = CompiledPlain(compiled.kind);
  key.hashable = true;
  return key;
}

CompiledDomain MakeOver(Kind kind, const CompiledDomain& compiled) {
  CompiledDomain container = CompiledPlain(kind);
  container.hashable = compiled.hashable;
  container.variadic = kind == Kind::kTuple;
  const bool keyed = kind == Kind::kSet || kind == Kind::kFrozenSet;
  CompiledDomain item = keyed ? Hashable(compiled) : CompiledPlain(compiled.kind);
  item.hashable = item.hashable || compiled.hashable;
  if (kind == Kind::kDict) {
    const bool json = compiled.kind == Kind::kJson;
    container.items.push_back(json ? CompiledPlain(Kind::kStr) : Hashable(compiled));
    container.items[0].simple_keys = json;
  }
  container.items.push_back(std::move(item));
  return container;
}

// A container over the compiled domain itself: Any, PyObj or JSON, hashable or not.
const CompiledDomain& Over(Kind kind, const CompiledDomain& compiled) {
  static const std::vector<CompiledDomain> kAll = [] {
    std::vector<CompiledDomain> all;
    for (const Kind base : {Kind::kAny, Kind::kPyObj, Kind::kJson})
      for (const bool hashable : {false, true})
        for (int i = 0; i <= static_cast<int>(Kind::kIterator); ++i) {
          CompiledDomain inner = CompiledPlain(base);
          inner.hashable = hashable;
          all.push_back(MakeOver(static_cast<Kind>(i), inner));
        }
    return all;
  }();
  constexpr std::size_t kKinds = static_cast<std::size_t>(Kind::kIterator) + 1;
  const std::size_t base = compiled.kind == Kind::kAny ? 0 : compiled.kind == Kind::kPyObj ? 1 : 2;
  return kAll[(2 * base + (compiled.hashable ? 1 : 0)) * kKinds + static_cast<std::size_t>(kind)];
}

// x = []; x.append(x), and a dict that holds itself.
void WriteSelfReferential(Draw& draw) {
  wire::PutTag(draw.sink, wire::kSharedTag);
  const auto label = static_cast<std::int64_t>(draw.labels++);
  const bool dict = draw.chance.OneIn(3);
  if (dict) wire::PutTag(draw.sink, wire::Own::kDict);
  const std::uint64_t more = draw.chance.Below(2);
  draw.sink.Array(dict ? 2 : 1 + more);
  if (dict || more > 0) draw.sink.Int(static_cast<std::int64_t>(draw.chance.Below(3)));
  wire::PutTag(draw.sink, wire::kReferenceTag);
  draw.sink.Int(label);
}

void WriteContainer(Kind kind, const CompiledDomain& compiled, Draw& draw) {
  const CompiledDomain& container = Over(kind, compiled);
  if (kind == Kind::kDict) return WriteDict(container, draw);
  if (kind == Kind::kSet || kind == Kind::kFrozenSet) return WriteSet(container, draw);
  WriteSequence(container, draw);
}

void WriteAnyAtom(Draw& draw, bool hashable) {
  switch (draw.chance.Below(hashable ? 15 : 16)) {
    case 0:
      return draw.sink.Byte(wire::kNull);
    case 1:
    case 2:
      return WriteBool(draw);
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
      return WriteInt(CompiledPlain(Kind::kInt), draw);
    case 8:
    case 9:
    case 10:
      return WriteFloat(CompiledPlain(Kind::kFloat), draw);
    case 11:
    case 12:
    case 13:
      return WriteAnyStr(draw);
    case 14:
      return draw.chance.OneIn(3) ? WriteComplex(draw)
                                  : WriteBytes(CompiledPlain(Kind::kBytes), draw);
    default:
      return WriteBytes(CompiledPlain(Kind::kByteArray), draw);
  }
}

constexpr Kind kContainers[] = {Kind::kList, Kind::kList, Kind::kTuple, Kind::kTuple,
                                Kind::kDict, Kind::kDict, Kind::kSet,   Kind::kFrozenSet};

// How rarely a container is drawn: deeper down it is rarer, so that the tree ends.
bool GoesDeeper(Draw& draw, std::uint64_t often) {
  return draw.depth < 5 && draw.chance.Below(100) <
                               (often >> draw.depth) + static_cast<std::uint64_t>(draw.size) / 10;
}

}  // namespace

void WriteAny(const CompiledDomain& compiled, Draw& draw) {
  if (draw.must_be_mutable) {
    draw.must_be_mutable = false;
    return WriteContainer(draw.chance.OneIn(3) ? Kind::kDict : Kind::kList, compiled, draw);
  }
  if (draw.sharing && !compiled.hashable && draw.chance.OneIn(250))
    return WriteSelfReferential(draw);
  if (draw.depth < 2 && draw.chance.OneIn(40)) {
    const bool atom = compiled.hashable || draw.chance.OneIn(2);
    return WriteSource(atom ? kSubclasses[draw.chance.Below(std::size(kSubclasses))]
                            : kMutableSubclasses[draw.chance.Below(std::size(kMutableSubclasses))],
                       draw);
  }
  if (!GoesDeeper(draw, compiled.kind == Kind::kPyObj ? 60 : 45))
    return WriteAnyAtom(draw, compiled.hashable);
  if (compiled.hashable)
    return WriteContainer(draw.chance.OneIn(4) ? Kind::kFrozenSet : Kind::kTuple, compiled, draw);
  if (compiled.kind == Kind::kAny && draw.depth == 0 && draw.chance.OneIn(12))
    return WriteContainer(Kind::kIterator, compiled, draw);
  WriteContainer(kContainers[draw.chance.Below(std::size(kContainers))], compiled, draw);
}

void WriteJson(const CompiledDomain& compiled, Draw& draw) {
  const bool must = draw.must_be_mutable;
  draw.must_be_mutable = false;
  if (must || GoesDeeper(draw, 60)) {
    return WriteContainer(draw.chance.OneIn(2) ? Kind::kDict : Kind::kList, compiled, draw);
  }
  switch (draw.chance.Below(10)) {
    case 0:
      return draw.sink.Byte(wire::kNull);
    case 1:
      return WriteBool(draw);
    case 2:
    case 3:
    case 4:
      return WriteInt(CompiledPlain(Kind::kInt), draw);
    case 5:
    case 6:
      return WriteFloat(CompiledPlain(Kind::kFloat), draw);
    default:
      return WriteAnyStr(draw);
  }
}

}  // namespace lockstep
