#include "fuzzers/kinds/instances.h"

#include "harness/model/earlier.h"

namespace lockstep {
namespace {

bool IsInstance(const Domain&, const Value& value, Containment&) {
  return StepOf(value).has_value();
}

Value FirstInstance(const Domain&) { return EarlierResult(0); }

}  // namespace

constinit const Handling kSelfHandling = {
    .kind = Domain::Kind::kSelf,
    .contains = IsInstance,
    .simplest = FirstInstance,
};

}  // namespace lockstep
