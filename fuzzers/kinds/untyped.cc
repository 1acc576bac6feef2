#include "fuzzers/kinds/untyped.h"

#include <vector>

#include "fuzzers/kinds/table.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;

// Its tuples are of any length. It repeats nothing that is elsewhere.
CompiledDomain MakePlain(Kind kind) {
  Domain domain;
  domain.kind = kind;
  domain.variadic = kind == Kind::kTuple;
  CompileContext context;
  CompiledDomain compiled;
  compiled.kind = kind;
  HandlingOf(kind).prepare(domain, context, compiled);
  compiled.pool = -1;
  return compiled;
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
  const bool keyed = kind == Kind::kSet || kind == Kind::kFrozenSet;
  CompiledDomain item = keyed ? Hashable(compiled) : CompiledPlain(compiled.kind);
  item.hashable = item.hashable || compiled.hashable;
  if (kind == Kind::kDict) {
    const bool json = compiled.kind == Kind::kJson;
    container.items.push_back(json ? CompiledPlain(Kind::kStr) : Hashable(compiled));
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
  constexpr std::size_t kContained = static_cast<std::size_t>(Kind::kIterator) + 1;
  const std::size_t base = compiled.kind == Kind::kAny ? 0 : compiled.kind == Kind::kPyObj ? 1 : 2;
  return kAll[(2 * base + (compiled.hashable ? 1 : 0)) * kContained +
              static_cast<std::size_t>(kind)];
}

}  // namespace

const CompiledDomain& CompiledPlain(Kind kind) {
  static const std::vector<CompiledDomain> kEach = [] {
    std::vector<CompiledDomain> all(kKinds);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = MakePlain(static_cast<Kind>(i));
    return all;
  }();
  return kEach[static_cast<std::size_t>(kind)];
}

void WriteOver(Domain::Kind container, const CompiledDomain& compiled, Draw& draw) {
  Write(Over(container, compiled), draw);
}

bool GoesDeeper(Draw& draw, std::uint64_t often) {
  return draw.depth < 5 && draw.chance.Below(100) <
                               (often >> draw.depth) + static_cast<std::uint64_t>(draw.size) / 10;
}

}  // namespace lockstep
