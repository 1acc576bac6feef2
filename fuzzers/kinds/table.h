// The handlings of all kinds of domains.
#pragma once

#include <cstddef>

#include "fuzzers/compiled_domain.h"
#include "fuzzers/kinds/handling.h"

namespace lockstep {

inline constexpr std::size_t kKinds = static_cast<std::size_t>(Domain::Kind::kUnsupported) + 1;

extern const Handling* const kHandlings[kKinds];  // in the order of Domain::Kind

inline const Handling& HandlingOf(Domain::Kind kind) {
  return *kHandlings[static_cast<std::size_t>(kind)];
}

// That of the domains whose own kind of value it is; of other kinds of values nothing is known.
const Handling& HandlingOf(Value::Kind kind);

inline bool HasSimpleKeys(const CompiledDomain& keys) { return HandlingOf(keys.kind).simple_keys; }

}  // namespace lockstep
