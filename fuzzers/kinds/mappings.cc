#include "fuzzers/kinds/mappings.h"

#include "fuzzers/distinct.h"

namespace lockstep {
namespace {

bool ContainsDict(const Domain& domain, const Value& value, Containment& containment) {
  if (value.kind != Value::Kind::kDict) return false;
  if (value.items.size() % 2 != 0 || !FitsLength(domain, value.items.size() / 2)) return false;
  for (std::size_t i = 0; i < value.items.size(); ++i)
    if (!containment.Holds(*domain.items[i % 2], value.items[i])) return false;
  return KeysFit(value, 2);
}

}  // namespace

constinit const Handling kDictHandling = {
    .kind = Domain::Kind::kDict,
    .contains = ContainsDict,
};

}  // namespace lockstep
