#include "fuzzers/draw.h"

#include "fuzzers/containers.h"
#include "fuzzers/dependent.h"
#include "fuzzers/grammars.h"
#include "fuzzers/numbers.h"
#include "fuzzers/objects.h"
#include "fuzzers/texts.h"
#include "harness/model/earlier.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;

void WriteFresh(const CompiledDomain& compiled, Draw& draw) {
  switch (compiled.kind) {
    case Kind::kInt:
      return WriteInt(compiled, draw);
    case Kind::kFloat:
      return WriteFloat(compiled, draw);
    case Kind::kComplex:
      return WriteComplex(draw);
    case Kind::kStr:
      return WriteStr(compiled, draw);
    default:
      return WriteBytes(compiled, draw);
  }
}

// An atom: the same as one before (equal elements, an argument that is found), a constant of the
// code, or a fresh one.
void WriteAtom(const CompiledDomain& compiled, Draw& draw) {
  if (compiled.pool < 0) return WriteFresh(compiled, draw);
  Draw::Pool& pool = draw.pools[static_cast<std::size_t>(compiled.pool)];
  const std::uint64_t pick = draw.chance.Bits();
  if (pool.count > 0 && (pick & 0xff) < (draw.depth == 0 ? 48 : 10) && !draw.wide) {
    const auto place = pool.places[(pick >> 8) % std::min<std::uint32_t>(pool.count, 4)];
    return draw.sink.Repeat(place.start, place.length);
  }
  const std::size_t start = draw.sink.size();
  if (!compiled.constants.empty() && (pick >> 16 & 0xff) < (draw.wide ? 2 : 20))
    draw.sink.Append(compiled.constants[(pick >> 24) % compiled.constants.size()]);
  else
    WriteFresh(compiled, draw);
  pool.places[pool.count++ % 4] = {static_cast<std::uint32_t>(start),
                                   static_cast<std::uint32_t>(draw.sink.size() - start)};
}

void WriteExpr(const CompiledDomain& compiled, Draw& draw) {
  if (compiled.grammar.empty())
    return draw.sink.Append(compiled.encoded[draw.chance.Below(compiled.encoded.size())]);
  draw.scratch.clear();
  AppendFromGrammar(compiled.grammar, compiled.rules.get(), draw.chance, draw.size, draw.scratch);
  wire::PutTag(draw.sink, wire::Own::kExpr);
  wire::PutText(draw.sink, draw.scratch);
}

// An instance that is there already; the newest more often, for it was made for this.
void WriteSelf(Draw& draw) {
  const auto& known = draw.instances;
  if (known.empty()) return draw.sink.Byte(wire::kNull);
  const std::size_t pick = draw.chance.Below(2 * known.size());
  const std::string name = NameOfStep(pick < known.size() ? known[pick] : known.back());
  wire::PutTag(draw.sink, wire::Own::kExpr);
  wire::PutText(draw.sink, name);
}

void WriteMember(const CompiledDomain& compiled, Draw& draw) {
  Write(compiled.items[draw.chance.Below(compiled.items.size())], draw);
}

}  // namespace

void Write(const CompiledDomain& compiled, Draw& draw) {
  switch (compiled.kind) {
    case Kind::kInt:
    case Kind::kFloat:
    case Kind::kComplex:
    case Kind::kStr:
    case Kind::kBytes:
      return WriteAtom(compiled, draw);
    case Kind::kByteArray:
      return WriteBytes(compiled, draw);
    case Kind::kBool:
      return WriteBool(draw);
    case Kind::kList:
    case Kind::kIterator:
      return WriteSequence(compiled, draw);
    case Kind::kTuple:
      return compiled.variadic ? WriteSequence(compiled, draw) : WriteFixedTuple(compiled, draw);
    case Kind::kDict:
      return WriteDict(compiled, draw);
    case Kind::kSet:
    case Kind::kFrozenSet:
      return WriteSet(compiled, draw);
    case Kind::kUnion:
      return WriteMember(compiled, draw);
    case Kind::kOneOf:
    case Kind::kCallable:
    case Kind::kExpr:
      return WriteExpr(compiled, draw);
    case Kind::kAny:
    case Kind::kPyObj:
      return WriteAny(compiled, draw);
    case Kind::kJson:
      return WriteJson(compiled, draw);
    case Kind::kSelf:
      return WriteSelf(draw);
    case Kind::kIndex:
      return WriteIndex(compiled, draw);
    case Kind::kElementOf:
      return WriteElementOf(compiled, draw);
    case Kind::kSameLength:
      return WriteSameLength(compiled, draw);
    case Kind::kNone:
    case Kind::kUnsupported:
      return draw.sink.Byte(wire::kNull);
  }
}

}  // namespace lockstep
