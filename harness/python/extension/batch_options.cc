#include "harness/python/extension/batch_options.h"

#include "harness/python/extension/mark.h"
#include "harness/python/extension/outcome_cache_type.h"

namespace lockstep::python {
namespace {

bool ReadNumber(PyObject* options, const char* name, std::uint64_t& number) {
  PyObject* value = PyDict_GetItemString(options, name);
  if (value == nullptr || value == Py_None) return true;
  number = PyLong_AsUnsignedLongLong(value);
  return !PyErr_Occurred();
}

bool ReadFlag(PyObject* options, const char* name, bool& flag) {
  PyObject* value = PyDict_GetItemString(options, name);
  const int truth = value == nullptr ? 0 : PyObject_IsTrue(value);
  flag = truth == 1;
  return truth >= 0;
}

void ReadCallable(PyObject* options, const char* name, Ref& slot) {
  PyObject* value = PyDict_GetItemString(options, name);
  if (value != Py_None) slot = Ref::To(value);
}

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

bool ReadTexts(PyObject* state, const char* name, Ref& slot) {
  if (!Optional(state, name, slot)) return false;
  if (!slot) slot = Ref(PyList_New(0));
  if (slot && PyList_CheckExact(slot.get())) return true;
  if (slot) PyErr_Format(PyExc_TypeError, "state.%s must be a list", name);
  return false;
}

bool ReadMark(PyObject* state, Py_buffer& memory) {
  Ref mark;
  if (!Optional(state, "mark", mark)) return false;
  if (!mark) return true;
  if (PyObject_GetBuffer(mark.get(), &memory, PyBUF_WRITABLE) < 0) return false;
  if (memory.len >= static_cast<Py_ssize_t>(Mark::kSize)) return true;
  PyErr_SetString(PyExc_ValueError, "state.mark must have 64 bytes");
  return false;
}

bool ReadMemory(PyObject* state, Ref& forget, Ref& use_up) {
  Ref structure;
  if (!Optional(state, "structure", structure)) return false;
  return !structure || (Optional(structure.get(), "forget", forget) &&
                        Optional(structure.get(), "use_up", use_up));
}

bool ReadCache(PyObject* state, PyTypeObject* type, Ref& slot, OutcomeCache*& cache) {
  if (!Optional(state, "cache", slot)) return false;
  if (!slot) return true;
  if (PyObject_TypeCheck(slot.get(), type)) {
    cache = &CacheOf(slot.get());
    return true;
  }
  PyErr_SetString(PyExc_TypeError, "state.cache must be a _lockstep.OutcomeCache");
  return false;
}

}  // namespace

bool BatchOptions::Read(PyObject* options) {
  ReadCallable(options, "pickle", pickle);
  ReadCallable(options, "cold", cold);
  return ReadNumber(options, "order", order) && ReadNumber(options, "replay_every", replay_every) &&
         ReadFlag(options, "values", values) && ReadFlag(options, "careful", careful);
}

bool WorkerState::Read(PyObject* state, PyTypeObject* cache_type) {
  return ReadCache(state, cache_type, cache_, cache) && Optional(state, "guard", guard) &&
         ReadMemory(state, forget, use_up) && ReadTexts(state, "warnings", warnings_) &&
         ReadTexts(state, "output", output_) && ReadMark(state, mark_);
}

WorkerState::~WorkerState() {
  if (mark_.obj != nullptr) PyBuffer_Release(&mark_);
}

}  // namespace lockstep::python
