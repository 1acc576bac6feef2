#include "fuzzers/kinds/nothing.h"

#include "fuzzers/draw.h"

namespace lockstep {
namespace {

bool IsNone(const Domain&, const Value& value, Containment&) {
  return value.kind == Value::Kind::kNone;
}

std::size_t NoneSize(const Domain&) { return 1; }

bool ContainsNothing(const Domain&, const Value&, Containment&) { return false; }

void WriteNone(const CompiledDomain&, Draw& draw) { draw.sink.Byte(wire::kNull); }

}  // namespace

constinit const Handling kNoneHandling = {
    .kind = Domain::Kind::kNone,
    .value = Value::Kind::kNone,
    .contains = IsNone,
    .size = NoneSize,
    .write = WriteNone,
};

constinit const Handling kUnsupportedHandling = {
    .kind = Domain::Kind::kUnsupported,
    .contains = ContainsNothing,
    .write = WriteNone,
};

}  // namespace lockstep
