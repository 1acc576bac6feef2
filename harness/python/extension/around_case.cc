#include "harness/python/extension/around_case.h"

#include "harness/python/extension/atoms.h"

namespace lockstep::python {

bool AroundCase::Forget() {
  python_ran_ = false;
  return !state_.forget || Ran(state_.forget);
}

bool AroundCase::PutSaid(Buffer& effects, bool& empty) {
  return PutWarnings(effects, empty) && PutOutput(effects, empty);
}

bool AroundCase::PutWarnings(Buffer& effects, bool& empty) {
  PyObject* const list = state_.warnings();
  const Py_ssize_t size = PyList_GET_SIZE(list);
  effects.Head(wire::Major::kArray, static_cast<std::uint64_t>(size));
  if (size > 0) empty = false;
  for (Py_ssize_t i = 0; i < size; ++i) {
    PyObject* text = PyList_GET_ITEM(list, i);
    if (!PyUnicode_CheckExact(text)) return PyErr_BadArgument() != 0;
    if (!PutText(text, effects)) return false;
  }
  return true;
}

bool AroundCase::PutOutput(Buffer& effects, bool& empty) {
  if (PyList_GET_SIZE(state_.output()) == 0) {
    effects.Head(wire::Major::kText, 0);
    return true;
  }
  const Ref nothing(PyUnicode_New(0, 0));
  const Ref text(nothing ? PyUnicode_Join(nothing.get(), state_.output()) : nullptr);
  if (!text) return false;
  if (PyUnicode_GET_LENGTH(text.get()) > 0) empty = false;
  return PutText(text.get(), effects);
}

}  // namespace lockstep::python
