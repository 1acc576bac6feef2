#include "fuzzers/kinds/handling.h"

#include <algorithm>

#include "fuzzers/compiled_domain.h"
#include "fuzzers/elements.h"
#include "fuzzers/kinds/counting.h"

namespace lockstep {

std::vector<Value> NoElements(const Value&) { return {}; }

std::vector<Value> ItemsOf(const Value& value) { return value.items; }

std::size_t SizeIsInfinite(const Domain&) { return kInfinite; }

bool BoundsNoWork(const Domain&) { return false; }

Value SimplestIsNone(const Domain&) { return Value::None(); }

std::vector<Value> ListedValues(const Domain& domain) { return domain.values; }

const Domain* NoPart(const Domain&, const Value&, std::size_t) { return nullptr; }

const Domain* OnlyPart(const Domain& domain, const Value&, std::size_t) {
  return domain.items[0].get();
}

void PrepareNothing(const Domain&, CompileContext&, CompiledDomain&) {}

bool HasNoItems(const CompiledDomain& compiled) { return compiled.items.empty(); }

bool NeverLeaf(const CompiledDomain&) { return false; }

bool ElementsFit(const Domain& domain, const Value& value, const ArgumentsByName& arguments) {
  if (domain.items.empty() || ReferencesOf(domain).empty()) return true;
  const auto elements = ElementsOf(value);
  return std::all_of(elements.begin(), elements.end(), [&](const Value& element) {
    return Fits(*domain.items[0], element, arguments);
  });
}

}  // namespace lockstep
