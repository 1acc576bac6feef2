#include "fuzzers/kinds/nothing.h"

namespace lockstep {
namespace {

bool IsNone(const Domain&, const Value& value, Containment&) {
  return value.kind == Value::Kind::kNone;
}

std::size_t NoneSize(const Domain&) { return 1; }

bool ContainsNothing(const Domain&, const Value&, Containment&) { return false; }

}  // namespace

constinit const Handling kNoneHandling = {
    .kind = Domain::Kind::kNone,
    .contains = IsNone,
    .size = NoneSize,
};

constinit const Handling kUnsupportedHandling = {
    .kind = Domain::Kind::kUnsupported,
    .contains = ContainsNothing,
};

}  // namespace lockstep
