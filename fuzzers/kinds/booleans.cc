#include "fuzzers/kinds/booleans.h"

namespace lockstep {
namespace {

bool IsBool(const Domain&, const Value& value, Containment&) {
  return value.kind == Value::Kind::kBool;
}

}  // namespace

constinit const Handling kBoolHandling = {
    .kind = Domain::Kind::kBool,
    .contains = IsBool,
};

}  // namespace lockstep
