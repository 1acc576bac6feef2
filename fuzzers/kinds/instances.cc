#include "fuzzers/kinds/instances.h"

#include "fuzzers/draw.h"
#include "harness/model/earlier.h"

namespace lockstep {
namespace {

bool IsInstance(const Domain&, const Value& value, Containment&) {
  return StepOf(value).has_value();
}

Value FirstInstance(const Domain&) { return EarlierResult(0); }

// An instance that is there already; the newest more often, for it was made for this.
void WriteInstance(const CompiledDomain&, Draw& draw) {
  const auto& known = draw.instances;
  if (known.empty()) return draw.sink.Byte(wire::kNull);
  const std::size_t pick = draw.chance.Below(2 * known.size());
  const std::string name = NameOfStep(pick < known.size() ? known[pick] : known.back());
  wire::PutTag(draw.sink, wire::Own::kExpr);
  wire::PutText(draw.sink, name);
}

}  // namespace

constinit const Handling kSelfHandling = {
    .kind = Domain::Kind::kSelf,
    .contains = IsInstance,
    .simplest = FirstInstance,
    .write = WriteInstance,
};

}  // namespace lockstep
