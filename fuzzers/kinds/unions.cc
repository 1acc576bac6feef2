#include "fuzzers/kinds/unions.h"

#include <algorithm>

namespace lockstep {
namespace {

bool IsOfAMember(const Domain& domain, const Value& value, Containment& containment) {
  return std::any_of(domain.items.begin(), domain.items.end(),
                     [&](const auto& member) { return containment.Holds(*member, value); });
}

}  // namespace

constinit const Handling kUnionHandling = {
    .kind = Domain::Kind::kUnion,
    .contains = IsOfAMember,
};

const Domain* MemberFor(const Domain& domain, const Value& value) {
  if (domain.kind != Domain::Kind::kUnion) return Contains(domain, value) ? &domain : nullptr;
  for (const auto& member : domain.items)
    if (const Domain* found = MemberFor(*member, value)) return found;
  return nullptr;
}

}  // namespace lockstep
