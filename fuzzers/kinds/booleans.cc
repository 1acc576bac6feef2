#include "fuzzers/kinds/booleans.h"

#include "fuzzers/draw.h"

namespace lockstep {
namespace {

bool IsBool(const Domain&, const Value& value, Containment&) {
  return value.kind == Value::Kind::kBool;
}

std::size_t BoolSize(const Domain&) { return 2; }

Value SimplestBool(const Domain&) { return Value::Bool(false); }

}  // namespace

void WriteBool(const CompiledDomain&, Draw& draw) {
  draw.sink.Byte(draw.chance.OneIn(2) ? wire::kTrue : wire::kFalse);
}

constinit const Handling kBoolHandling = {
    .kind = Domain::Kind::kBool,
    .value = Value::Kind::kBool,
    .contains = IsBool,
    .size = BoolSize,
    .simplest = SimplestBool,
    .write = WriteBool,
};

}  // namespace lockstep
