// Which domains have a length: texts and containers.
#pragma once

#include "harness/model/domain.h"

namespace lockstep {

inline bool HasLength(const Domain& domain) {
  using Kind = Domain::Kind;
  switch (domain.kind) {
    case Kind::kStr:
    case Kind::kBytes:
    case Kind::kByteArray:
    case Kind::kList:
    case Kind::kDict:
    case Kind::kSet:
    case Kind::kFrozenSet:
    case Kind::kIterator:
      return true;
    case Kind::kTuple:
      return domain.variadic;
    default:
      return false;
  }
}

}  // namespace lockstep
