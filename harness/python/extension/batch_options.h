// What the worker's loop gives to a batch: how to run it, where the mark and the kept bytes go, and
// the Python callables and lists that observe effects. The names are those of the portable
// package (lockstep.worker.run.execute).
#pragma once

#include <Python.h>

#include "harness/python/extension/outcome_cache.h"
#include "harness/python/extension/ref.h"

namespace lockstep::python {

struct BatchOptions {
  std::uint64_t order = 0, replay_every = 0;
  bool values = false, careful = false;
  Ref pickle;  // (value) -> the value after a way through pickle; null: not so
  Ref cold;    // (case, args, kwargs) -> (after or None, iterator consumed, mutated)

  // From a dict. False: exception set.
  bool Read(PyObject* options);
};

class WorkerState {
 public:
  WorkerState() = default;
  WorkerState(const WorkerState&) = delete;
  WorkerState& operator=(const WorkerState&) = delete;
  ~WorkerState();

  // From the attributes of an object. False: exception set.
  bool Read(PyObject* state, PyTypeObject* cache_type);

  std::uint8_t* mark_memory() { return static_cast<std::uint8_t*>(mark_.buf); }
  PyObject* warnings() { return warnings_.get(); }  // lists of text, appended to by the hooks
  PyObject* output() { return output_.get(); }
  OutcomeCache* cache = nullptr;  // null: nothing is kept
  Ref guard;                      // () -> None, unless it ends the process; null: nothing to guard
  Ref forget;  // () -> None, before a case; null: the structure remembers nothing
  Ref use_up;  // () -> None, between its outcome and its arguments; null likewise

 private:
  Ref cache_, warnings_, output_;
  Py_buffer mark_{};
};

}  // namespace lockstep::python
