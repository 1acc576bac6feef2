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

const Recipe& PlainRecipe(Kind kind) {
  static const std::vector<Recipe> kEach = [] {
    std::vector<Recipe> all(static_cast<std::size_t>(Kind::kUnsupported) + 1);
    for (std::size_t i = 0; i < all.size(); ++i) all[i].kind = static_cast<Kind>(i);
    return all;
  }();
  return kEach[static_cast<std::size_t>(kind)];
}

void WriteSource(const char* source, Draw& draw) {
  wire::PutTag(draw.sink, wire::Own::kExpr);
  wire::PutText(draw.sink, source);
}

// Elements share the recipe of what holds them; keys and set elements are its hashable twin.
Recipe Hashable(const Recipe& recipe) {
  Recipe key = PlainRecipe(recipe.kind);
  key.hashable = true;
  return key;
}

Recipe MakeOver(Kind kind, const Recipe& recipe) {
  Recipe container = PlainRecipe(kind);
  container.hashable = recipe.hashable;
  container.variadic = kind == Kind::kTuple;
  const bool keyed = kind == Kind::kSet || kind == Kind::kFrozenSet;
  Recipe item = keyed ? Hashable(recipe) : PlainRecipe(recipe.kind);
  item.hashable = item.hashable || recipe.hashable;
  if (kind == Kind::kDict) {
    const bool json = recipe.kind == Kind::kJson;
    container.items.push_back(json ? PlainRecipe(Kind::kStr) : Hashable(recipe));
    container.items[0].simple_keys = json;
  }
  container.items.push_back(std::move(item));
  return container;
}

// A container over `recipe` itself: Any, PyObj or JSON, hashable or not.
const Recipe& Over(Kind kind, const Recipe& recipe) {
  static const std::vector<Recipe> kAll = [] {
    std::vector<Recipe> all;
    for (const Kind base : {Kind::kAny, Kind::kPyObj, Kind::kJson})
      for (const bool hashable : {false, true})
        for (int i = 0; i <= static_cast<int>(Kind::kIterator); ++i) {
          Recipe inner = PlainRecipe(base);
          inner.hashable = hashable;
          all.push_back(MakeOver(static_cast<Kind>(i), inner));
        }
    return all;
  }();
  constexpr std::size_t kKinds = static_cast<std::size_t>(Kind::kIterator) + 1;
  const std::size_t base = recipe.kind == Kind::kAny ? 0 : recipe.kind == Kind::kPyObj ? 1 : 2;
  return kAll[(2 * base + (recipe.hashable ? 1 : 0)) * kKinds + static_cast<std::size_t>(kind)];
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

void WriteContainer(Kind kind, const Recipe& recipe, Draw& draw) {
  const Recipe& container = Over(kind, recipe);
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
      return WriteInt(PlainRecipe(Kind::kInt), draw);
    case 8:
    case 9:
    case 10:
      return WriteFloat(PlainRecipe(Kind::kFloat), draw);
    case 11:
    case 12:
    case 13:
      return WriteAnyStr(draw);
    case 14:
      return draw.chance.OneIn(3) ? WriteComplex(draw)
                                  : WriteBytes(PlainRecipe(Kind::kBytes), draw);
    default:
      return WriteBytes(PlainRecipe(Kind::kByteArray), draw);
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

void WriteAny(const Recipe& recipe, Draw& draw) {
  if (draw.must_be_mutable) {
    draw.must_be_mutable = false;
    return WriteContainer(draw.chance.OneIn(3) ? Kind::kDict : Kind::kList, recipe, draw);
  }
  if (draw.sharing && !recipe.hashable && draw.chance.OneIn(250)) return WriteSelfReferential(draw);
  if (draw.depth < 2 && draw.chance.OneIn(40)) {
    const bool atom = recipe.hashable || draw.chance.OneIn(2);
    return WriteSource(atom ? kSubclasses[draw.chance.Below(std::size(kSubclasses))]
                            : kMutableSubclasses[draw.chance.Below(std::size(kMutableSubclasses))],
                       draw);
  }
  if (!GoesDeeper(draw, recipe.kind == Kind::kPyObj ? 60 : 45))
    return WriteAnyAtom(draw, recipe.hashable);
  if (recipe.hashable)
    return WriteContainer(draw.chance.OneIn(4) ? Kind::kFrozenSet : Kind::kTuple, recipe, draw);
  if (recipe.kind == Kind::kAny && draw.depth == 0 && draw.chance.OneIn(12))
    return WriteContainer(Kind::kIterator, recipe, draw);
  WriteContainer(kContainers[draw.chance.Below(std::size(kContainers))], recipe, draw);
}

void WriteJson(const Recipe& recipe, Draw& draw) {
  const bool must = draw.must_be_mutable;
  draw.must_be_mutable = false;
  if (must || GoesDeeper(draw, 60)) {
    return WriteContainer(draw.chance.OneIn(2) ? Kind::kDict : Kind::kList, recipe, draw);
  }
  switch (draw.chance.Below(10)) {
    case 0:
      return draw.sink.Byte(wire::kNull);
    case 1:
      return WriteBool(draw);
    case 2:
    case 3:
    case 4:
      return WriteInt(PlainRecipe(Kind::kInt), draw);
    case 5:
    case 6:
      return WriteFloat(PlainRecipe(Kind::kFloat), draw);
    default:
      return WriteAnyStr(draw);
  }
}

}  // namespace lockstep
