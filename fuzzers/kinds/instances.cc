#include "fuzzers/kinds/instances.h"

#include "harness/model/earlier.h"

namespace lockstep {
namespace {

bool IsInstance(const Domain&, const Value& value, Containment&) {
  return StepOf(value).has_value();
}

}  // namespace

constinit const Handling kSelfHandling = {
    .kind = Domain::Kind::kSelf,
    .contains = IsInstance,
};

}  // namespace lockstep
