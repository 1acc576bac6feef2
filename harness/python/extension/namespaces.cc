#include "harness/python/extension/namespaces.h"

namespace lockstep::python {
namespace {

// Borrowed; nullptr where it is neither.
PyObject* NamesOf(PyObject* space) {
  if (PyDict_CheckExact(space)) return space;
  if (PyType_Check(space)) return reinterpret_cast<PyTypeObject*>(space)->tp_dict;
  return nullptr;
}

bool Same(PyObject* names, PyObject* copy) {
  if (PyDict_GET_SIZE(names) != PyDict_GET_SIZE(copy)) return false;
  PyObject *name = nullptr, *value = nullptr, *known = nullptr, *was = nullptr;
  for (Py_ssize_t at = 0, place = 0;
       PyDict_Next(names, &at, &name, &value) != 0 && PyDict_Next(copy, &place, &known, &was) != 0;)
    if (name != known || value != was) return false;
  return true;
}

}  // namespace

PyObject* Differing(PyObject*, PyObject* args) {
  PyObject *spaces = nullptr, *copies = nullptr;
  Py_ssize_t begin = 0;
  if (!PyArg_ParseTuple(args, "O!O!n:differing", &PyList_Type, &spaces, &PyList_Type, &copies,
                        &begin))
    return nullptr;
  const Py_ssize_t end = PyList_GET_SIZE(spaces);
  if (PyList_GET_SIZE(copies) != end || begin < 0) return PyLong_FromLong(-1);
  for (Py_ssize_t i = begin; i < end; ++i) {
    PyObject* names = NamesOf(PyList_GET_ITEM(spaces, i));
    PyObject* copy = PyList_GET_ITEM(copies, i);
    if (names == nullptr || !PyDict_CheckExact(copy) || !Same(names, copy))
      return PyLong_FromSsize_t(i);
  }
  return PyLong_FromLong(-1);
}

}  // namespace lockstep::python
