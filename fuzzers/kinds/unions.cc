#include "fuzzers/kinds/unions.h"

#include <algorithm>

#include "fuzzers/draw.h"
#include "fuzzers/kinds/counting.h"
#include "fuzzers/kinds/table.h"
#include "fuzzers/simplest.h"

namespace lockstep {
namespace {

bool IsOfAMember(const Domain& domain, const Value& value, Containment& containment) {
  return std::any_of(domain.items.begin(), domain.items.end(),
                     [&](const auto& member) { return containment.Holds(*member, value); });
}

bool AMemberFits(const Domain& domain, const Value& value, const ArgumentsByName& arguments) {
  return std::any_of(domain.items.begin(), domain.items.end(), [&](const auto& member) {
    return Contains(*member, value) && Fits(*member, value, arguments);
  });
}

std::size_t UnionSize(const Domain& domain) {
  std::size_t all = 0;
  for (const auto& member : domain.items) all = SizesAdded(all, SizeOf(*member));
  return all;
}

Value SimplestOfMembers(const Domain& domain) {
  std::vector<Value> all;
  for (const auto& member : domain.items) all.push_back(SimplestOf(member.get()));
  return SimplestAmong(all);
}

std::vector<Value> OfEachMember(const Domain& domain) {
  std::vector<Value> all;
  for (const auto& member : domain.items) {
    all.push_back(SimplestOf(member.get()));
    all.insert(all.end(), member->values.begin(), member->values.end());
  }
  return all;
}

void WriteMember(const CompiledDomain& compiled, Draw& draw) {
  Write(compiled.items[draw.chance.Below(compiled.items.size())], draw);
}

bool AllAreLeaves(const CompiledDomain& compiled) {
  return std::all_of(compiled.items.begin(), compiled.items.end(),
                     [](const CompiledDomain& member) { return member.leaf; });
}

bool AMemberBoundsWork(const Domain& domain) {
  return std::any_of(domain.items.begin(), domain.items.end(), [](const auto& member) {
    return HandlingOf(member->kind).bounds_work(*member);
  });
}

}  // namespace

constinit const Handling kUnionHandling = {
    .kind = Domain::Kind::kUnion,
    .contains = IsOfAMember,
    .fits = AMemberFits,
    .size = UnionSize,
    .bounds_work = AMemberBoundsWork,
    .simplest = SimplestOfMembers,
    .alternatives = OfEachMember,
    .is_leaf = AllAreLeaves,
    .write = WriteMember,
};

const Domain* MemberFor(const Domain& domain, const Value& value) {
  if (domain.kind != Domain::Kind::kUnion) return Contains(domain, value) ? &domain : nullptr;
  for (const auto& member : domain.items)
    if (const Domain* found = MemberFor(*member, value)) return found;
  return nullptr;
}

}  // namespace lockstep
