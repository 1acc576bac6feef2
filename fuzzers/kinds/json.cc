#include "fuzzers/kinds/json.h"

#include <algorithm>

#include "fuzzers/distinct.h"

namespace lockstep {
namespace {

using ValueKind = Value::Kind;

bool IsJson(const Value& value) {
  switch (value.kind) {
    case ValueKind::kNone:
    case ValueKind::kBool:
    case ValueKind::kInt:
    case ValueKind::kFloat:
    case ValueKind::kStr:
    case ValueKind::kReference:
      return true;
    case ValueKind::kList:
      return std::all_of(value.items.begin(), value.items.end(), IsJson);
    case ValueKind::kDict:
      for (std::size_t i = 0; i < value.items.size(); ++i)
        if (i % 2 == 0 ? value.items[i].kind != ValueKind::kStr : !IsJson(value.items[i]))
          return false;
      return KeysFit(value, 2);
    default:
      return false;
  }
}

bool ContainsJson(const Domain&, const Value& value, Containment&) { return IsJson(value); }

const Domain& KeyOfJson() {
  static const Domain kKey = [] {
    Domain domain;
    domain.kind = Domain::Kind::kStr;
    return domain;
  }();
  return kKey;
}

const Domain* JsonPart(const Domain& domain, const Value& value, std::size_t item) {
  return value.kind == ValueKind::kDict && item % 2 == 0 ? &KeyOfJson() : &domain;
}

}  // namespace

constinit const Handling kJsonHandling = {
    .kind = Domain::Kind::kJson,
    .contains = ContainsJson,
    .part = JsonPart,
};

}  // namespace lockstep
