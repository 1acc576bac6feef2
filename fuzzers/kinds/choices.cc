#include "fuzzers/kinds/choices.h"

#include <algorithm>

namespace lockstep {
namespace {

bool IsListed(const Domain& domain, const Value& value, Containment&) {
  if (!domain.grammar.empty()) return value.kind == Value::Kind::kExpr;
  return std::find(domain.values.begin(), domain.values.end(), value) != domain.values.end();
}

}  // namespace

constinit const Handling kOneOfHandling = {
    .kind = Domain::Kind::kOneOf,
    .contains = IsListed,
};

constinit const Handling kExprHandling = {
    .kind = Domain::Kind::kExpr,
    .contains = IsListed,
};

constinit const Handling kCallableHandling = {
    .kind = Domain::Kind::kCallable,
    .contains = IsListed,
};

}  // namespace lockstep
