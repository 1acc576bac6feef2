#include "fuzzers/kinds/dependents.h"

#include <algorithm>

#include "fuzzers/elements.h"
#include "fuzzers/kinds/sequences.h"

namespace lockstep {
namespace {

// For some argument it may be any.
bool IsIndex(const Domain&, const Value& value, Containment&) {
  return value.kind == Value::Kind::kInt;
}

bool IsElement(const Domain&, const Value&, Containment&) { return true; }

bool IsOfSomeLength(const Domain& domain, const Value& value, Containment& containment) {
  return value.kind == Value::Kind::kList &&
         containment.HoldsEach(*domain.items[0], value, value.items.size());
}

std::vector<Value> ElementsNamed(const std::string& name, const ArgumentsByName& arguments) {
  const auto found = arguments.find(name);
  return found == arguments.end() ? std::vector<Value>{} : ElementsOf(found->second);
}

bool IndexFits(const Domain& domain, const Value& value, const ArgumentsByName& arguments) {
  const auto length = static_cast<std::int64_t>(ElementsNamed(domain.text, arguments).size());
  return length == 0 ? value.small == 0 : value.small >= -length && value.small < length;
}

// A shared element is not copied out of its argument; something of its kind stands in.
bool ElementFits(const Domain& domain, const Value& value, const ArgumentsByName& arguments) {
  const auto elements = ElementsNamed(domain.text, arguments);
  return elements.empty() || HasSharing(arguments.at(domain.text)) ||
         std::find(elements.begin(), elements.end(), value) != elements.end();
}

bool LengthFits(const Domain& domain, const Value& value, const ArgumentsByName& arguments) {
  return value.items.size() == ElementsNamed(domain.text, arguments).size();
}

Value FirstIndex(const Domain&) { return Value::Int(0); }

}  // namespace

constinit const Handling kIndexHandling = {
    .kind = Domain::Kind::kIndex,
    .contains = IsIndex,
    .fits = IndexFits,
    .simplest = FirstIndex,
};

constinit const Handling kElementOfHandling = {
    .kind = Domain::Kind::kElementOf,
    .contains = IsElement,
    .fits = ElementFits,
};

constinit const Handling kSameLengthHandling = {
    .kind = Domain::Kind::kSameLength,
    .contains = IsOfSomeLength,
    .fits = LengthFits,
    .simplest = ShortestList,
    .part = OnlyPart,
};

}  // namespace lockstep
