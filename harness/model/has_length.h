// Which domains have a length: texts and containers.
#pragma once

#include "harness/model/domain.h"

namespace lockstep {

inline bool HasLength(const Domain& domain) {
  switch (domain.kind) {
    case Domain::Kind::kStr:
    case Domain::Kind::kBytes:
    case Domain::Kind::kByteArray:
    case Domain::Kind::kList:
    case Domain::Kind::kDict:
    case Domain::Kind::kSet:
    case Domain::Kind::kFrozenSet:
    case Domain::Kind::kIterator:
      return true;
    case Domain::Kind::kTuple:
      return domain.variadic;
    default:
      return false;
  }
}

}  // namespace lockstep
