// What containers have in common as they are drawn: a length, a head, the same object twice.
#pragma once

#include <string>

#include "fuzzers/draw.h"

namespace lockstep {

// A length within the compiled domain's, by size and depth.
std::size_t ContainerLength(const CompiledDomain& compiled, Draw& draw);

void PrepareKeys(const Domain& domain, CompileContext& context, CompiledDomain& compiled);

// That of an array, encoded.
std::string ArrayHead(std::size_t size);

// One element will be another: written as a shared object, and as a reference to it.
struct Alias {
  std::size_t first = ~std::size_t{0}, second = ~std::size_t{0};
  std::uint64_t label = 0;
};

Alias PlanAlias(const CompiledDomain& item, std::size_t length, Draw& draw);

void WriteShared(const CompiledDomain& item, Draw& draw, Alias& alias);
void WriteReference(const Alias& alias, Draw& draw);

// The item at a position, or what the alias says of it.
inline void WriteItem(const CompiledDomain& item, Draw& draw, std::size_t position, Alias& alias) {
  if (position == alias.second) return WriteReference(alias, draw);
  if (position == alias.first)
    WriteShared(item, draw, alias);
  else
    Write(item, draw);
  draw.must_be_mutable = false;
}

}  // namespace lockstep
