#include "fuzzers/kinds/floats.h"

#include <cmath>

#include "fuzzers/kinds/bounds.h"

namespace lockstep {
namespace {

bool ContainsFloat(const Domain& domain, const Value& value, Containment&) {
  return value.kind == Value::Kind::kFloat && !(domain.finite && !std::isfinite(value.real())) &&
         WithinBounds(domain, value);
}

}  // namespace

constinit const Handling kFloatHandling = {
    .kind = Domain::Kind::kFloat,
    .contains = ContainsFloat,
};

}  // namespace lockstep
