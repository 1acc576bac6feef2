#include "fuzzers/kinds/anything.h"

#include <algorithm>

#include "fuzzers/distinct.h"

namespace lockstep {
namespace {

using ValueKind = Value::Kind;

bool IsAny(const Domain&, const Value&, Containment&) { return true; }

bool IsPyObj(const Value& value) {
  switch (value.kind) {
    case ValueKind::kClass:
    case ValueKind::kFunction:
    case ValueKind::kModule:
    case ValueKind::kObject:
    case ValueKind::kException:
    case ValueKind::kIterator:
    case ValueKind::kMemoryView:
      return false;
    case ValueKind::kDict:
      if (!KeysFit(value, 2)) return false;
      break;
    case ValueKind::kSet:
    case ValueKind::kFrozenSet:
      if (!KeysFit(value, 1)) return false;
      break;
    default:
      break;
  }
  return std::all_of(value.items.begin(), value.items.end(), IsPyObj);
}

const Domain* SamePart(const Domain& domain, const Value&, std::size_t) { return &domain; }

bool ContainsPyObj(const Domain&, const Value& value, Containment&) { return IsPyObj(value); }

}  // namespace

constinit const Handling kAnyHandling = {
    .kind = Domain::Kind::kAny,
    .contains = IsAny,
    .cyclic = true,
    .part = SamePart,
};

constinit const Handling kPyObjHandling = {
    .kind = Domain::Kind::kPyObj,
    .contains = ContainsPyObj,
    .cyclic = true,
    .part = SamePart,
};

}  // namespace lockstep
