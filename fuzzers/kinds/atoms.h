// What atoms have in common as they are drawn: int, float, complex, str, bytes.
#pragma once

#include <algorithm>

#include "fuzzers/draw.h"

namespace lockstep {

// The same as one before (equal elements, an argument that is found), a constant of the
// code, or a fresh one.
template <void (*WriteFresh)(const CompiledDomain&, Draw&)>
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

// A value worth trying, where it is in the domain.
void AddConstant(const Domain& domain, const Value& value, CompiledDomain& compiled);

// The constants of the code, and the pool.
void PrepareAtom(const Domain& domain, CompileContext& context, CompiledDomain& compiled);

}  // namespace lockstep
