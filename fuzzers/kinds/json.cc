#include "fuzzers/kinds/json.h"

#include <algorithm>

#include "fuzzers/distinct.h"
#include "fuzzers/draw.h"
#include "fuzzers/kinds/any_text.h"
#include "fuzzers/kinds/booleans.h"
#include "fuzzers/kinds/floats.h"
#include "fuzzers/kinds/integers.h"
#include "fuzzers/kinds/untyped.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;
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

void WriteJson(const CompiledDomain& compiled, Draw& draw) {
  const bool must = draw.must_be_mutable;
  draw.must_be_mutable = false;
  if (must || GoesDeeper(draw, 60)) {
    return WriteOver(draw.chance.OneIn(2) ? Kind::kDict : Kind::kList, compiled, draw);
  }
  switch (draw.chance.Below(10)) {
    case 0:
      return draw.sink.Byte(wire::kNull);
    case 1:
      return WriteBool(CompiledPlain(Kind::kBool), draw);
    case 2:
    case 3:
    case 4:
      return WriteInt(CompiledPlain(Kind::kInt), draw);
    case 5:
    case 6:
      return WriteFloat(CompiledPlain(Kind::kFloat), draw);
    default:
      return WriteAnyStr(draw);
  }
}

}  // namespace

constinit const Handling kJsonHandling = {
    .kind = Domain::Kind::kJson,
    .contains = ContainsJson,
    .untyped = true,
    .part = JsonPart,
    .mutability = Mutability::kSometimes,
    .is_leaf = NeverLeaf,
    .write = WriteJson,
};

}  // namespace lockstep
