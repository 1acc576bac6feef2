#include "fuzzers/elements.h"

#include <algorithm>

#include "fuzzers/kinds/table.h"

namespace lockstep {

std::vector<Value> ElementsOf(const Value& value) { return HandlingOf(value.kind).elements(value); }

bool HasSharing(const Value& value) {
  return value.label >= 0 || value.kind == Value::Kind::kReference ||
         std::any_of(value.items.begin(), value.items.end(), HasSharing);
}

}  // namespace lockstep
