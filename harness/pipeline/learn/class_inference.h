// Class inference: the operations of a class that declares none, from its public methods and the
// protocols it has; and what their results can be used for.
#pragma once

#include <functional>
#include <string>

#include "harness/model/port.h"
#include "harness/model/result.h"
#include "harness/worker/runner.h"

namespace lockstep {

// Whether a port without declared arguments is one of a class: both sides are.
bool IsClass(const Port& port, const Loaded& native, const Loaded* other);

struct ClassInferred {
  Learned learned;  // as far as it was got
  std::string why;  // non-empty: it could not be done
};

// The constructor's parameters and the operations where nothing was declared, what operations
// give, and (where nothing says what to observe) the attributes that native's instances have,
// beside what is known of the port. Methods are tried on native's instances with values of the
// common kinds; what none of them suits is left out, and so is what there is no time for
// (allowance.h). `runner` runs sequences.
Result<ClassInferred> InferClass(const Port& port, const Loaded& native, Runner& runner,
                                 const std::function<bool()>& should_stop);

}  // namespace lockstep
