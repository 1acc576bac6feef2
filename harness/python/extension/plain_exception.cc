#include "harness/python/extension/plain_exception.h"

#include <string>

#include "harness/python/extension/atoms.h"

namespace lockstep::python {
namespace {

using wire::Major;
using wire::Own;

// Those with attributes of their own, or whose text is made of such.
bool IsSpecial(PyTypeObject* type) {
  for (PyObject* special :
       {PyExc_OSError, PyExc_ImportError, PyExc_SyntaxError, PyExc_UnicodeError})
    if (PyType_IsSubtype(type, reinterpret_cast<PyTypeObject*>(special))) return true;
  return false;
}

bool IsBuiltin(PyTypeObject* type) {
  return !PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) &&
         std::strchr(type->tp_name, '.') == nullptr;
}

bool HasExtras(PyBaseExceptionObject* exception) {
  return (exception->dict != nullptr && PyDict_GET_SIZE(exception->dict) > 0) ||
         exception->cause != nullptr ||
         (exception->context != nullptr && !exception->suppress_context);
}

// Addresses in texts are normalised elsewhere.
bool MayHoldAddress(PyObject* text) {
  const int kind = PyUnicode_KIND(text);
  const void* points = PyUnicode_DATA(text);
  for (Py_ssize_t i = 1; i < PyUnicode_GET_LENGTH(text); ++i)
    if (PyUnicode_READ(kind, points, i) == 'x' && PyUnicode_READ(kind, points, i - 1) == '0')
      return true;
  return false;
}

bool PutAtom(PyObject* value, Buffer& out) {
  PyTypeObject* type = Py_TYPE(value);
  if (type == &PyUnicode_Type) return !MayHoldAddress(value) && PutText(value, out);
  if (type == &PyLong_Type) return PutInt(value, out);
  if (type == &PyFloat_Type) {
    PutDouble(PyFloat_AS_DOUBLE(value), out);
  } else if (type == &PyBytes_Type) {
    PutBytes(PyBytes_AS_STRING(value), PyBytes_GET_SIZE(value), out);
  } else if (value == Py_None) {
    wire::PutByte(out, wire::kNull);
  } else if (type == &PyBool_Type) {
    wire::PutByte(out, value == Py_True ? wire::kTrue : wire::kFalse);
  } else {
    return false;
  }
  return true;
}

void PutClass(PyTypeObject* type, Buffer& out) {
  wire::PutText(out, std::string("builtins:") + type->tp_name);
}

void PutBases(PyTypeObject* type, Buffer& out) {
  const Py_ssize_t size = PyTuple_GET_SIZE(type->tp_mro);
  out.Head(Major::kArray, static_cast<std::uint64_t>(size - 2));  // itself and object
  for (Py_ssize_t i = 1; i < size - 1; ++i)
    PutClass(reinterpret_cast<PyTypeObject*>(PyTuple_GET_ITEM(type->tp_mro, i)), out);
}

bool PutArguments(PyObject* arguments, Buffer& out) {
  out.OwnTag(Own::kTuple);
  out.Head(Major::kArray, static_cast<std::uint64_t>(PyTuple_GET_SIZE(arguments)));
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(arguments); ++i)
    if (!PutAtom(PyTuple_GET_ITEM(arguments, i), out)) return false;
  return true;
}

void Begin(PyTypeObject* type, Buffer& out) {
  out.OwnTag(Own::kException);
  out.Head(Major::kArray, 8);
  PutClass(type, out);
}

// No cause, no context, no notes, no attributes.
void PutNothing(Buffer& out) {
  wire::PutByte(out, wire::kNull);
  wire::PutByte(out, wire::kNull);
  out.Head(Major::kArray, 0);
  out.OwnTag(Own::kDict);
  out.Head(Major::kArray, 0);
}

bool PutExact(PyObject* exception, PyObject* arguments, PyObject* message, Buffer& out) {
  Begin(Py_TYPE(exception), out);
  PutBases(Py_TYPE(exception), out);
  if (!PutArguments(arguments, out)) return false;
  PutNothing(out);
  return PutText(message, out);
}

bool PutProjected(PyObject* exception, PyObject* message, Buffer& out) {
  Begin(Py_TYPE(exception), out);
  out.Head(Major::kArray, 0);
  out.OwnTag(Own::kTuple);
  out.Head(Major::kArray, 0);
  PutNothing(out);
  if (message != nullptr) return PutText(message, out);
  out.Head(Major::kText, 0);
  return true;
}

// Asked first: the exception's text must not run Python code.
bool AreAtoms(PyObject* arguments) {
  if (arguments == nullptr || !PyTuple_CheckExact(arguments)) return false;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(arguments); ++i)
    if (!IsAtom(PyTuple_GET_ITEM(arguments, i))) return false;
  return true;
}

}  // namespace

bool EncodePlainException(PyObject* exception, Hooks::Exceptions policy, Buffer& exact,
                          Buffer& projected) {
  auto* parts = reinterpret_cast<PyBaseExceptionObject*>(exception);
  if (policy == Hooks::Exceptions::kByPython || !PyExceptionInstance_Check(exception) ||
      !IsBuiltin(Py_TYPE(exception)) || IsSpecial(Py_TYPE(exception)) || HasExtras(parts) ||
      !AreAtoms(parts->args))
    return PyErr_Clear(), false;
  const Ref message(PyObject_Str(exception));  // of atoms: runs no Python code
  if (!message || !PyUnicode_CheckExact(message.get()) || MayHoldAddress(message.get()) ||
      !PutExact(exception, parts->args, message.get(), exact))
    return PyErr_Clear(), false;
  const bool compared = policy == Hooks::Exceptions::kByTypeAndMessage;
  return PutProjected(exception, compared ? message.get() : nullptr, projected);
}

}  // namespace lockstep::python
