#include "fuzzers/kinds/integers.h"

#include "fuzzers/kinds/bounds.h"

namespace lockstep {
namespace {

bool ContainsInt(const Domain& domain, const Value& value, Containment&) {
  return value.kind == Value::Kind::kInt && WithinBounds(domain, value);
}

}  // namespace

constinit const Handling kIntHandling = {
    .kind = Domain::Kind::kInt,
    .contains = ContainsInt,
};

}  // namespace lockstep
