#include "fuzzers/kinds/nothing.h"

namespace lockstep {
namespace {

bool IsNone(const Domain&, const Value& value, Containment&) {
  return value.kind == Value::Kind::kNone;
}

bool ContainsNothing(const Domain&, const Value&, Containment&) { return false; }

}  // namespace

constinit const Handling kNoneHandling = {
    .kind = Domain::Kind::kNone,
    .contains = IsNone,
};

constinit const Handling kUnsupportedHandling = {
    .kind = Domain::Kind::kUnsupported,
    .contains = ContainsNothing,
};

}  // namespace lockstep
