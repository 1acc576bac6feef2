#include "fuzzers/kinds/dependents.h"

#include <algorithm>

#include "fuzzers/draw.h"
#include "fuzzers/elements.h"
#include "fuzzers/encoded.h"
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

// The elements of the argument referred to; none where it was left out.
std::vector<Value> Referents(const CompiledDomain& compiled, const Draw& draw) {
  if (compiled.argument < 0 || static_cast<std::size_t>(compiled.argument) >= draw.arguments.size())
    return {};
  const std::string& encoded = draw.arguments[static_cast<std::size_t>(compiled.argument)];
  const auto value = wire::Decode(AsBytes(encoded));
  return value ? ElementsOf(*value) : std::vector<Value>{};
}

void WriteIndex(const CompiledDomain& compiled, Draw& draw) {
  const auto length = static_cast<std::int64_t>(Referents(compiled, draw).size());
  if (length == 0) return draw.sink.Int(0);
  const auto index =
      static_cast<std::int64_t>(draw.chance.Below(static_cast<std::uint64_t>(length)));
  draw.sink.Int(draw.chance.OneIn(4) ? index - length : index);
}

void WriteElementOf(const CompiledDomain& compiled, Draw& draw) {
  const auto elements = Referents(compiled, draw);
  const Value element =
      elements.empty() ? Value::None() : elements[draw.chance.Below(elements.size())];
  // An element that is shared, or part of a cycle, cannot be copied out of its argument.
  if ((elements.empty() || HasSharing(element)) && !compiled.items.empty())
    return Write(compiled.items[0], draw);
  draw.sink.Append(Encoded(element));
}

void WriteSameLength(const CompiledDomain& compiled, Draw& draw) {
  const std::size_t length = Referents(compiled, draw).size();
  WriteSequence(compiled, length, draw);
}

void PrepareReferent(const Domain& domain, CompileContext& context, CompiledDomain& compiled) {
  const auto& names = context.parameters;
  const auto named = std::find(names.begin(), names.end(), domain.text);
  if (named != names.end()) compiled.argument = static_cast<int>(named - names.begin());
}

// Its only item is what to draw while there are no elements.
void PrepareElementOf(const Domain& domain, CompileContext& context, CompiledDomain& compiled) {
  PrepareReferent(domain, context, compiled);
  if (compiled.argument < 0) return;
  const Domain& referent = *context.domains[static_cast<std::size_t>(compiled.argument)];
  compiled.items.push_back(
      Compile(referent.items.empty() ? Domain{} : *referent.items[0], context, compiled.hashable));
}

void PrepareSameLength(const Domain& domain, CompileContext& context, CompiledDomain& compiled) {
  PrepareReferent(domain, context, compiled);
  compiled.needs.emplace<ContainerShape>();  // neither sorted nor unique
  if (domain.sorted) PrepareSorted(compiled);
}

}  // namespace

constinit const Handling kIndexHandling = {
    .kind = Domain::Kind::kIndex,
    .contains = IsIndex,
    .fits = IndexFits,
    .simplest = FirstIndex,
    .prepare = PrepareReferent,
    .write = WriteIndex,
};

constinit const Handling kElementOfHandling = {
    .kind = Domain::Kind::kElementOf,
    .contains = IsElement,
    .fits = ElementFits,
    .prepare = PrepareElementOf,
    .is_leaf = NeverLeaf,
    .write = WriteElementOf,
};

constinit const Handling kSameLengthHandling = {
    .kind = Domain::Kind::kSameLength,
    .contains = IsOfSomeLength,
    .fits = LengthFits,
    .simplest = ShortestList,
    .part = OnlyPart,
    .prepare = PrepareSameLength,
    .write = WriteSameLength,
};

}  // namespace lockstep
