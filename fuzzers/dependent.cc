#include "fuzzers/dependent.h"

#include "fuzzers/containers.h"
#include "fuzzers/elements.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

// The elements of the argument referred to; none where it was left out.
std::vector<Value> Referents(const CompiledDomain& compiled, const Draw& draw) {
  if (compiled.argument < 0 || static_cast<std::size_t>(compiled.argument) >= draw.arguments.size())
    return {};
  const std::string& encoded = draw.arguments[static_cast<std::size_t>(compiled.argument)];
  const auto value =
      wire::Decode({reinterpret_cast<const std::uint8_t*>(encoded.data()), encoded.size()});
  return value ? ElementsOf(*value) : std::vector<Value>{};
}

}  // namespace

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
  const auto encoded = wire::Encode(element);
  draw.sink.Append(encoded.data(), encoded.size());
}

void WriteSameLength(const CompiledDomain& compiled, Draw& draw) {
  const std::size_t length = Referents(compiled, draw).size();
  CompiledDomain list = compiled;
  list.kind = Domain::Kind::kList;
  list.sorted = list.unique = false;
  WriteSequence(list, draw, &length);
}

}  // namespace lockstep
