#include "fuzzers/kinds/mappings.h"

#include "fuzzers/distinct.h"
#include "fuzzers/simplest.h"

namespace lockstep {
namespace {

bool ContainsDict(const Domain& domain, const Value& value, Containment& containment) {
  if (value.kind != Value::Kind::kDict) return false;
  if (value.items.size() % 2 != 0 || !FitsLength(domain, value.items.size() / 2)) return false;
  for (std::size_t i = 0; i < value.items.size(); ++i)
    if (!containment.Holds(*domain.items[i % 2], value.items[i])) return false;
  return KeysFit(value, 2);
}

Value SimplestDict(const Domain& domain) {
  std::vector<Value> items;
  for (std::size_t i = 0; i < domain.min_len; ++i)
    for (const auto& item : domain.items) items.push_back(SimplestOf(item.get()));
  return Value::Of(Value::Kind::kDict, std::move(items));
}

const Domain* KeyOrValue(const Domain& domain, const Value&, std::size_t item) {
  return domain.items[item % 2].get();
}

}  // namespace

constinit const Handling kDictHandling = {
    .kind = Domain::Kind::kDict,
    .contains = ContainsDict,
    .simplest = SimplestDict,
    .part = KeyOrValue,
};

}  // namespace lockstep
