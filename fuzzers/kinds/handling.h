// A Handling is what can be done with the values of one kind of domain. Each Domain::Kind has one,
// in the file of its family; fuzzers/kinds/table.h finds it.
#pragma once

#include "fuzzers/containment.h"
#include "harness/model/domain.h"

namespace lockstep {

struct Handling {
  Domain::Kind kind;
  // Whether the value, which is no reference, is in the domain.
  bool (*contains)(const Domain& domain, const Value& value, Containment& containment);
  bool cyclic = false;  // a value may be a part of itself
};

}  // namespace lockstep
