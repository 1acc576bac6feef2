// An AroundCase is what surrounds the calls of one case: the mark, the clock, what is said
// meanwhile, and what looks for forks. It is lockstep.worker.run.around_case.
//
// For each case: Begin, Enter, call for each call, Leave, UseUp once the outcome is encoded,
// PutSaid, End. Begin, Enter, UseUp and PutSaid give false where an exception is set, of the
// harness.
#pragma once

#include <Python.h>

#include <algorithm>
#include <cstdint>

#include "harness/python/extension/around_call.h"
#include "harness/python/extension/batch_options.h"
#include "harness/python/extension/buffer.h"
#include "harness/python/extension/fork_guard.h"
#include "harness/python/extension/mark.h"
#include "harness/python/extension/ticks.h"

namespace lockstep::python {

class AroundCase {
 public:
  // Both outlive it.
  AroundCase(WorkerState& state, const ForkGuard& fork_guard)
      : state_(state), fork_guard_(fork_guard), mark_(state.mark_memory()) {}

  // Before the arguments are made.
  bool Begin(std::uint32_t ticket, std::uint32_t row) {
    mark_.Set(ticket, row, Phase::kDecoding);
    return !python_ran_ || Forget();
  }

  // Before the first call.
  bool Enter() {
    if (!Clear(state_.warnings()) || !Clear(state_.output())) return false;
    mark_.Set(Phase::kInCall);
    began_ = Ticks::Now();
    return true;
  }

  AroundCall call;

  // After the last one: the ticks that they took.
  std::uint32_t Leave() {
    const std::uint64_t ticks = Ticks::Now() - began_;
    fork_guard_.Check();
    mark_.Set(Phase::kEncoding);
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(ticks, UINT32_MAX));
  }

  // Python code took values apart or built them: what it remembers is told to be forgotten.
  void PythonRan() { python_ran_ = true; }
  // Between the outcome and the arguments.
  bool UseUp() { return !python_ran_ || !state_.use_up || Ran(state_.use_up); }
  // Appends the warnings and the output since Enter: encoding runs code too. `empty` becomes false
  // where there are any.
  bool PutSaid(Buffer& effects, bool& empty);
  // Once the values are let go of.
  void End() const { fork_guard_.Check(); }

  Mark& mark() { return mark_; }

 private:
  static bool Clear(PyObject* list) {
    return PyList_GET_SIZE(list) == 0 ||
           PyList_SetSlice(list, 0, PyList_GET_SIZE(list), nullptr) == 0;
  }
  static bool Ran(const Ref& function) {
    return static_cast<bool>(Ref(PyObject_CallNoArgs(function.get())));
  }
  bool Forget();
  bool PutWarnings(Buffer& effects, bool& empty);
  bool PutOutput(Buffer& effects, bool& empty);

  WorkerState& state_;
  const ForkGuard& fork_guard_;
  Mark mark_;
  std::uint64_t began_ = 0;
  bool python_ran_ = true;  // since the structure was last told to forget
};

}  // namespace lockstep::python
