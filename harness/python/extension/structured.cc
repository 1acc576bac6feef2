// The cold half of the Encoder: items that the portable package's `structure` took apart.
#include "harness/python/extension/atoms.h"
#include "harness/python/extension/encoder.h"

namespace lockstep::python {

bool Encoder::Cold(PyObject* value) {
  if (!careful_) {
    gave_up_ = true;
    return false;
  }
  const Ref held = Ref::To(value);
  PyObject* callback = (projected_ ? hooks_.projection : hooks_.structure).get();
  const Ref parts(PyObject_CallOneArg(callback, value));
  if (!parts) return false;
  if (!PyTuple_CheckExact(parts.get()) || PyTuple_GET_SIZE(parts.get()) != 2) {
    PyErr_SetString(PyExc_TypeError, "structure() gives a pair: tag and payload");
    return false;
  }
  return Tagged(PyTuple_GET_ITEM(parts.get(), 0), PyTuple_GET_ITEM(parts.get(), 1));
}

// No tag at all stands for a raw array.
bool Encoder::Tagged(PyObject* tag, PyObject* payload) {
  if (tag == Py_None) return Array(payload);
  const unsigned long long number = PyLong_AsUnsignedLongLong(tag);
  if (PyErr_Occurred()) return false;
  wire::PutTag(*out_, number);
  return Payload(payload);
}

bool Encoder::Payload(PyObject* payload) {
  if (Py_TYPE(payload) != reinterpret_cast<PyTypeObject*>(hooks_.item.get())) return Value(payload);
  const Ref tag(PyObject_GetAttr(payload, hooks_.tag_name.get()));
  if (!tag) return false;
  const Ref inner(PyObject_GetAttr(payload, hooks_.payload_name.get()));
  return inner && Tagged(tag.get(), inner.get());
}

bool Encoder::Array(PyObject* array) {
  const Ref items(PySequence_Tuple(array));
  if (!items) return false;
  const Py_ssize_t size = PyTuple_GET_SIZE(items.get());
  out_->Head(wire::Major::kArray, static_cast<std::uint64_t>(size));
  for (Py_ssize_t i = 0; i < size; ++i)
    if (!Payload(PyTuple_GET_ITEM(items.get(), i))) return false;
  return true;
}

}  // namespace lockstep::python
