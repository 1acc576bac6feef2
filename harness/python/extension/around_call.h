// An AroundCall is what surrounds a call of the target: entered before it and left after it, by the
// case of a function and by each step of a sequence alike. What is traced, counted or made to fail
// in the target's own calls, and in nothing else, comes here. It is
// lockstep.worker.run.around_call.
#pragma once

#include <Python.h>

#include <utility>

#include "harness/python/extension/outcome.h"
#include "harness/python/extension/ref.h"

namespace lockstep::python {

// How a call ended, with the result or the exception. Null: it failed without one.
struct Came {
  Ref value;
  bool raised = false;
};

class AroundCall {
 public:
  // `target` calls it, as the C API does: gives a new reference, or null with an exception set. To
  // look a method up is a part of the call.
  template <typename Target>
  Came operator()(const Target& target) {
    Ref value = target();
    if (value) return {std::move(value), false};
    return {TakeException(), true};
  }
};

}  // namespace lockstep::python
