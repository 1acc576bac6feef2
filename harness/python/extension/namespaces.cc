#include "harness/python/extension/namespaces.h"

#include <cstdint>
#include <cstring>
#include <initializer_list>

namespace lockstep::python {
namespace {

constexpr Py_ssize_t kVersionSize = sizeof(std::uint64_t);

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

// Of a dict: another one each time that something is stored in it. 0: this Python has none.
std::uint64_t VersionOf(PyObject* names) {
#if PY_VERSION_HEX < 0x030C0000
  return reinterpret_cast<PyDictObject*>(names)->ma_version_tag;
#else
  static_cast<void>(names);
  return 0;
#endif
}

// Compares, where the version does not say it already, and remembers that.
bool StillSame(PyObject* names, PyObject* copy, char* remembered) {
  const std::uint64_t version = remembered == nullptr ? 0 : VersionOf(names);
  std::uint64_t known = 0;
  if (version != 0) std::memcpy(&known, remembered, sizeof known);
  if (version != 0 && known == version) return true;
  if (!Same(names, copy)) return false;
  if (version != 0) std::memcpy(remembered, &version, sizeof version);
  return true;
}

bool OfOneLength(std::initializer_list<PyObject*> lists) {
  for (PyObject* list : lists)
    if (PyList_GET_SIZE(list) != PyList_GET_SIZE(*lists.begin())) return false;
  return true;
}

bool Is(PyObject* value, PyObject* was) {
  return value == was || (value == nullptr && was == Py_None);
}

}  // namespace

PyObject* Differing(PyObject*, PyObject* args) {
  PyObject *spaces = nullptr, *copies = nullptr, *versions = nullptr;
  Py_ssize_t begin = 0;
  if (!PyArg_ParseTuple(args, "O!O!nO!:differing", &PyList_Type, &spaces, &PyList_Type, &copies,
                        &begin, &PyByteArray_Type, &versions))
    return nullptr;
  const Py_ssize_t end = PyList_GET_SIZE(spaces);
  if (PyList_GET_SIZE(copies) != end || begin < 0) return PyLong_FromLong(-1);
  const bool remember = PyByteArray_GET_SIZE(versions) >= end * kVersionSize;
  for (Py_ssize_t i = begin; i < end; ++i) {
    PyObject* names = NamesOf(PyList_GET_ITEM(spaces, i));
    PyObject* copy = PyList_GET_ITEM(copies, i);
    char* remembered = remember ? PyByteArray_AS_STRING(versions) + i * kVersionSize : nullptr;
    if (names == nullptr || !PyDict_CheckExact(copy) || !StillSame(names, copy, remembered))
      return PyLong_FromSsize_t(i);
  }
  return PyLong_FromLong(-1);
}

PyObject* Altered(PyObject*, PyObject* args) {
  PyObject *functions = nullptr, *codes = nullptr, *defaults = nullptr, *keywords = nullptr;
  if (!PyArg_ParseTuple(args, "O!O!O!O!:altered", &PyList_Type, &functions, &PyList_Type, &codes,
                        &PyList_Type, &defaults, &PyList_Type, &keywords))
    return nullptr;
  if (!OfOneLength({functions, codes, defaults, keywords})) Py_RETURN_TRUE;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(functions); ++i) {
    PyObject* one = PyList_GET_ITEM(functions, i);
    if (!PyFunction_Check(one) || !Is(PyFunction_GET_CODE(one), PyList_GET_ITEM(codes, i)) ||
        !Is(PyFunction_GET_DEFAULTS(one), PyList_GET_ITEM(defaults, i)) ||
        !Is(PyFunction_GET_KW_DEFAULTS(one), PyList_GET_ITEM(keywords, i)))
      Py_RETURN_TRUE;
  }
  Py_RETURN_FALSE;
}

PyObject* Misplaced(PyObject*, PyObject* args) {
  PyObject *modules = nullptr, *names = nullptr, *values = nullptr;
  if (!PyArg_ParseTuple(args, "O!O!O!:misplaced", &PyDict_Type, &modules, &PyList_Type, &names,
                        &PyList_Type, &values))
    return nullptr;
  if (!OfOneLength({names, values})) Py_RETURN_TRUE;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(names); ++i) {
    PyObject* value = PyDict_GetItemWithError(modules, PyList_GET_ITEM(names, i));
    if (value == nullptr && PyErr_Occurred() != nullptr) return nullptr;
    if (!Is(value, PyList_GET_ITEM(values, i))) Py_RETURN_TRUE;
  }
  Py_RETURN_FALSE;
}

}  // namespace lockstep::python
