// A Setting is where a batch is run: which implementation, in which surroundings, reached how, in
// which order. It is compared whole.
#pragma once

#include <cstdint>

#include "harness/model/knob.h"

namespace lockstep {

// 0 is native; 1 is the first port of the pair, 2 the second, ...
using Implementation = std::int32_t;
inline constexpr Implementation kNative = 0;

// How a case gets to the target, and its outcome back.
enum class Access : std::uint8_t {
  kDirect,
  kPickled,  // both cross through pickle (law round-trip)
};

struct Setting {
  Implementation implementation = kNative;
  Knobs knobs;  // what surrounds it
  Access access = Access::kDirect;
  std::uint64_t order = 0;  // seed of the order inside and of batches; 0: as generated

  // Nothing is done with it that one law alone asks for.
  bool IsPlain() const { return access == Access::kDirect && knobs == knobs.AtRest(); }

  friend auto operator<=>(const Setting&, const Setting&) = default;
};

}  // namespace lockstep
