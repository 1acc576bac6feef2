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

void WriteFresh(const Recipe& recipe, Draw& draw) {
  switch (recipe.kind) {
    case Kind::kInt:
      return WriteInt(recipe, draw);
    case Kind::kFloat:
      return WriteFloat(recipe, draw);
    case Kind::kComplex:
      return WriteComplex(draw);
    case Kind::kStr:
      return WriteStr(recipe, draw);
    default:
      return WriteBytes(recipe, draw);
  }
}

// An atom: the same as one before (equal elements, an argument that is found), a constant of the
// code, or a fresh one.
void WriteAtom(const Recipe& recipe, Draw& draw) {
  if (recipe.pool < 0) return WriteFresh(recipe, draw);
  Draw::Pool& pool = draw.pools[static_cast<std::size_t>(recipe.pool)];
  const std::uint64_t pick = draw.chance.Bits();
  if (pool.count > 0 && (pick & 0xff) < (draw.depth == 0 ? 48 : 10) && !draw.wide) {
    const auto place = pool.places[(pick >> 8) % std::min<std::uint32_t>(pool.count, 4)];
    return draw.sink.Repeat(place.start, place.length);
  }
  const std::size_t start = draw.sink.size();
  if (!recipe.constants.empty() && (pick >> 16 & 0xff) < (draw.wide ? 2 : 20))
    draw.sink.Append(recipe.constants[(pick >> 24) % recipe.constants.size()]);
  else
    WriteFresh(recipe, draw);
  pool.places[pool.count++ % 4] = {static_cast<std::uint32_t>(start),
                                   static_cast<std::uint32_t>(draw.sink.size() - start)};
}

void WriteExpr(const Recipe& recipe, Draw& draw) {
  if (recipe.grammar.empty())
    return draw.sink.Append(recipe.encoded[draw.chance.Below(recipe.encoded.size())]);
  draw.scratch.clear();
  AppendFromGrammar(recipe.grammar, recipe.rules.get(), draw.chance, draw.size, draw.scratch);
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

void WriteMember(const Recipe& recipe, Draw& draw) {
  Write(recipe.items[draw.chance.Below(recipe.items.size())], draw);
}

}  // namespace

void Write(const Recipe& recipe, Draw& draw) {
  switch (recipe.kind) {
    case Kind::kInt:
    case Kind::kFloat:
    case Kind::kComplex:
    case Kind::kStr:
    case Kind::kBytes:
      return WriteAtom(recipe, draw);
    case Kind::kByteArray:
      return WriteBytes(recipe, draw);
    case Kind::kBool:
      return WriteBool(draw);
    case Kind::kList:
    case Kind::kIterator:
      return WriteSequence(recipe, draw);
    case Kind::kTuple:
      return recipe.variadic ? WriteSequence(recipe, draw) : WriteFixedTuple(recipe, draw);
    case Kind::kDict:
      return WriteDict(recipe, draw);
    case Kind::kSet:
    case Kind::kFrozenSet:
      return WriteSet(recipe, draw);
    case Kind::kUnion:
      return WriteMember(recipe, draw);
    case Kind::kOneOf:
    case Kind::kCallable:
    case Kind::kExpr:
      return WriteExpr(recipe, draw);
    case Kind::kAny:
    case Kind::kPyObj:
      return WriteAny(recipe, draw);
    case Kind::kJson:
      return WriteJson(recipe, draw);
    case Kind::kSelf:
      return WriteSelf(draw);
    case Kind::kIndex:
      return WriteIndex(recipe, draw);
    case Kind::kElementOf:
      return WriteElementOf(recipe, draw);
    case Kind::kSameLength:
      return WriteSameLength(recipe, draw);
    case Kind::kNone:
    case Kind::kUnsupported:
      return draw.sink.Byte(wire::kNull);
  }
}

}  // namespace lockstep
