#include "harness/python/extension/worker_state.h"

#include "harness/python/extension/keep_type.h"

namespace lockstep::python {
namespace {

// The attribute, or nothing where there is none or it is None. False: exception set.
bool Optional(PyObject* state, const char* name, Ref& slot) {
  slot = Ref(PyObject_GetAttrString(state, name));
  if (!slot) {
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return false;
    PyErr_Clear();
  } else if (slot.get() == Py_None) {
    slot.Reset();
  }
  return true;
}

bool TextList(PyObject* state, const char* name, Ref& slot, PyObject*& list) {
  if (!Optional(state, name, slot)) return false;
  if (slot && !PyList_CheckExact(slot.get())) {
    PyErr_Format(PyExc_TypeError, "state.%s must be a list", name);
    return false;
  }
  list = slot.get();
  return true;
}

bool MarkMemory(PyObject* state, Py_buffer& memory) {
  Ref mark;
  if (!Optional(state, "mark", mark)) return false;
  if (!mark) return true;
  if (PyObject_GetBuffer(mark.get(), &memory, PyBUF_WRITABLE) < 0) return false;
  if (memory.len >= static_cast<Py_ssize_t>(Mark::kSize)) return true;
  PyErr_SetString(PyExc_ValueError, "state.mark must have 64 bytes");
  return false;
}

}  // namespace

bool WorkerState::Read(PyObject* state, PyTypeObject* keep_type) {
  if (!Optional(state, "keep", keep_) || !Optional(state, "guard", guard) ||
      !Optional(state, "assume", assume) || !Optional(state, "before", before) ||
      !Optional(state, "aliases", aliases) ||
      !TextList(state, "warnings", warnings_, warnings) ||
      !TextList(state, "output", output_, output) || !MarkMemory(state, mark_))
    return false;
  if (!keep_) return true;
  if (!PyObject_TypeCheck(keep_.get(), keep_type)) {
    PyErr_SetString(PyExc_TypeError, "state.keep must be a _lockstep.Keep");
    return false;
  }
  keep = &KeepOf(keep_.get());
  return true;
}

WorkerState::~WorkerState() {
  if (mark_.obj != nullptr) PyBuffer_Release(&mark_);
}

}  // namespace lockstep::python
