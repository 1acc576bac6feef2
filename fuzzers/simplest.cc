#include "fuzzers/simplest.h"

#include <algorithm>

#include "fuzzers/kinds/table.h"
#include "fuzzers/simpler.h"

namespace lockstep {

Value SimplestOf(const Domain* domain) {
  return domain == nullptr ? Value::None() : HandlingOf(domain->kind).simplest(*domain);
}

Value SimplestAmong(const std::vector<Value>& values) {
  if (values.empty()) return Value::None();
  return *std::min_element(values.begin(), values.end(), [](const Value& a, const Value& b) {
    return std::is_lt(CompareSimplicity(a, b));
  });
}

std::vector<Value> Alternatives(const Domain& domain) {
  return HandlingOf(domain.kind).alternatives(domain);
}

}  // namespace lockstep
