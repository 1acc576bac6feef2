#include "fuzzers/kinds/anything.h"

#include <algorithm>
#include <iterator>

#include "fuzzers/distinct.h"
#include "fuzzers/draw.h"
#include "fuzzers/kinds/any_text.h"
#include "fuzzers/kinds/booleans.h"
#include "fuzzers/kinds/bytes.h"
#include "fuzzers/kinds/complexes.h"
#include "fuzzers/kinds/floats.h"
#include "fuzzers/kinds/integers.h"
#include "fuzzers/kinds/untyped.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;
using ValueKind = Value::Kind;

bool IsAny(const Domain&, const Value&, Containment&) { return true; }

bool IsPyObj(const Value& value) {
  switch (value.kind) {
    case ValueKind::kClass:
    case ValueKind::kFunction:
    case ValueKind::kModule:
    case ValueKind::kObject:
    case ValueKind::kException:
    case ValueKind::kIterator:
    case ValueKind::kMemoryView:
      return false;
    case ValueKind::kDict:
      if (!KeysFit(value, 2)) return false;
      break;
    case ValueKind::kSet:
    case ValueKind::kFrozenSet:
      if (!KeysFit(value, 1)) return false;
      break;
    default:
      break;
  }
  return std::all_of(value.items.begin(), value.items.end(), IsPyObj);
}

const Domain* SamePart(const Domain& domain, const Value&, std::size_t) { return &domain; }

bool ContainsPyObj(const Domain&, const Value& value, Containment&) { return IsPyObj(value); }

// Subclasses of builtins, and objects that only expressions make.
constexpr const char* kSubclasses[] = {
    "type('I', (int,), {})(1)", "type('S', (str,), {})('a')", "type('F', (float,), {})(1.0)",
    "type('I', (int,), {})(0)", "type('S', (str,), {})('')",  "type('T', (tuple,), {})((1,))",
};
constexpr const char* kMutableSubclasses[] = {
    "type('L', (list,), {})([1])", "collections.OrderedDict(a=1)", "type('D', (dict,), {})(a=1)"};

void WriteSource(const char* source, Draw& draw) {
  wire::PutTag(draw.sink, wire::Own::kExpr);
  wire::PutText(draw.sink, source);
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

void WriteAnyAtom(Draw& draw, bool hashable) {
  switch (draw.chance.Below(hashable ? 15 : 16)) {
    case 0:
      return draw.sink.Byte(wire::kNull);
    case 1:
    case 2:
      return WriteBool(CompiledPlain(Kind::kBool), draw);
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
      return draw.chance.OneIn(3) ? WriteComplex(CompiledPlain(Kind::kComplex), draw)
                                  : WriteBytes(CompiledPlain(Kind::kBytes), draw);
    default:
      return WriteByteArray(CompiledPlain(Kind::kByteArray), draw);
  }
}

constexpr Kind kContainers[] = {Kind::kList, Kind::kList, Kind::kTuple, Kind::kTuple,
                                Kind::kDict, Kind::kDict, Kind::kSet,   Kind::kFrozenSet};

void WriteAny(const CompiledDomain& compiled, Draw& draw) {
  if (draw.must_be_mutable) {
    draw.must_be_mutable = false;
    return WriteOver(draw.chance.OneIn(3) ? Kind::kDict : Kind::kList, compiled, draw);
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
    return WriteOver(draw.chance.OneIn(4) ? Kind::kFrozenSet : Kind::kTuple, compiled, draw);
  if (compiled.kind == Kind::kAny && draw.depth == 0 && draw.chance.OneIn(12))
    return WriteOver(Kind::kIterator, compiled, draw);
  WriteOver(kContainers[draw.chance.Below(std::size(kContainers))], compiled, draw);
}

constexpr Handling OfUntyped(Kind kind, decltype(Handling::contains) contains) {
  return {
      .kind = kind,
      .contains = contains,
      .cyclic = true,
      .untyped = true,
      .part = SamePart,
      .mutability = Mutability::kSometimes,
      .is_leaf = NeverLeaf,
      .write = WriteAny,
  };
}

}  // namespace

constinit const Handling kAnyHandling = OfUntyped(Kind::kAny, IsAny);
constinit const Handling kPyObjHandling = OfUntyped(Kind::kPyObj, ContainsPyObj);

}  // namespace lockstep
