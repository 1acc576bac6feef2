#include "fuzzers/containment.h"

#include <algorithm>

#include "fuzzers/kinds/table.h"

namespace lockstep {

bool Contains(const Domain& domain, const Value& value) {
  return Containment(value).Holds(domain, value);
}

bool Containment::Holds(const Domain& domain, const Value& value) {
  if (value.kind == Value::Kind::kReference) return HoldsReferent(domain, value.small);
  return HandlingOf(domain.kind).contains(domain, value, *this);
}

bool Containment::HoldsEach(const Domain& domain, const Value& value, std::size_t count) {
  return std::all_of(value.items.begin(), value.items.begin() + static_cast<std::ptrdiff_t>(count),
                     [&](const Value& item) { return Holds(domain, item); });
}

void Containment::Note(const Value& value) {
  if (value.label >= 0) shared_[value.label] = &value;
  for (const auto& item : value.items) Note(item);
}

bool Containment::HoldsReferent(const Domain& domain, std::int64_t label) {
  const auto found = shared_.find(label);
  if (found == shared_.end()) return true;  // in another argument
  if (!open_.insert({label, &domain}).second) return HandlingOf(domain.kind).cyclic;
  const bool holds = Holds(domain, *found->second);
  open_.erase({label, &domain});
  return holds;
}

bool FitsLength(const Domain& domain, std::size_t length) {
  return length >= domain.min_len && (!domain.max_len || length <= *domain.max_len);
}

}  // namespace lockstep
