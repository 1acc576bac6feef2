// WorkerState is what the worker's loop gives to every batch: where the mark and the kept bytes
// go, and the Python callables and lists that observe effects.
#pragma once

#include <Python.h>

#include "harness/python/extension/keep.h"
#include "harness/python/extension/mark.h"
#include "harness/python/extension/ref.h"

namespace lockstep::python {

class WorkerState {
 public:
  WorkerState() = default;
  WorkerState(const WorkerState&) = delete;
  WorkerState& operator=(const WorkerState&) = delete;
  ~WorkerState();

  // False: exception set.
  bool Read(PyObject* state, PyTypeObject* keep_type);

  std::uint8_t* mark_memory() { return static_cast<std::uint8_t*>(mark_.buf); }
  Keep* keep = nullptr;
  PyObject* warnings = nullptr;  // lists of text, appended to while the function runs
  PyObject* output = nullptr;
  Ref guard;    // () -> None, or it never returns
  Ref assume;   // (*args, **kwargs) -> bool; null: no assumption
  Ref before;   // (args, kwargs) -> token: the mutable parts of arguments, with their paths
  Ref aliases;  // (token, result) -> list of text

 private:
  Ref keep_, warnings_, output_;
  Py_buffer mark_{};
};

}  // namespace lockstep::python
