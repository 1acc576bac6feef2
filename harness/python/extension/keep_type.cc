#include "harness/python/extension/keep_type.h"

#include <new>

#include "harness/python/extension/buffer.h"
#include "harness/python/extension/module_state.h"

namespace lockstep::python {
namespace {

constexpr std::uint8_t kNotKept = 0xff;

struct KeepObject {
  PyObject_HEAD Keep keep;
};

PyObject* NewKeep(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
  static const char* const names[] = {"limit", nullptr};
  Py_ssize_t limit = 0;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "n:Keep", const_cast<char**>(names), &limit))
    return nullptr;
  if (limit < 0) {
    PyErr_SetString(PyExc_ValueError, "limit must not be negative");
    return nullptr;
  }
  PyObject* self = type->tp_alloc(type, 0);
  if (self != nullptr) new (&KeepOf(self)) Keep(static_cast<std::size_t>(limit));
  return self;
}

void DeallocKeep(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  KeepOf(self).~Keep();
  type->tp_free(self);
  Py_DECREF(type);
}

// The payload of an observation frame (PROTOCOL.md, type 35).
PyObject* Observation(const Keep& keep, std::uint32_t ticket, std::uint32_t row) {
  const Keep::Bytes kept = keep.Find(ticket, row);
  Buffer payload;
  payload.Append(&ticket, sizeof ticket);
  payload.Append(&row, sizeof row);
  if (kept.empty()) payload.Append(&kNotKept, 1);
  payload.Append(kept);
  return PyBytes_FromStringAndSize(reinterpret_cast<const char*>(payload.data()),
                                   static_cast<Py_ssize_t>(payload.size()));
}

PyObject* Fetch(PyObject* self, PyObject* args) {
  unsigned int ticket = 0, row = 0;
  if (!PyArg_ParseTuple(args, "II:fetch", &ticket, &row)) return nullptr;
  return Guarded([&] { return Observation(KeepOf(self), ticket, row); },
                 static_cast<PyObject*>(nullptr));
}

// What the portable worker adds for itself: the bytes of an outcome, of its effects, and of its
// projected item where that is another one.
PyObject* Add(PyObject* self, PyObject* args) {
  unsigned int ticket = 0, row = 0;
  Py_buffer outcome, effects, projected{};
  if (!PyArg_ParseTuple(args, "IIy*y*|y*:add", &ticket, &row, &outcome, &effects, &projected))
    return nullptr;
  const auto bytes = [](const Py_buffer& view) {
    return Keep::Bytes(static_cast<const std::uint8_t*>(view.buf),
                       static_cast<std::size_t>(view.len));
  };
  PyObject* kept = Guarded(
      [&] {
        return PyBool_FromLong(
            KeepOf(self).Add(ticket, row, bytes(outcome), bytes(effects), bytes(projected)));
      },
      static_cast<PyObject*>(nullptr));
  PyBuffer_Release(&outcome);
  PyBuffer_Release(&effects);
  if (projected.obj != nullptr) PyBuffer_Release(&projected);
  return kept;
}

PyMethodDef keep_methods[] = {
    {"fetch", Fetch, METH_VARARGS, "fetch(ticket, row): the payload of the observation frame."},
    {"add", Add, METH_VARARGS,
     "add(ticket, row, outcome, effects, projected=b''): whether they were kept."},
    {nullptr, nullptr, 0, nullptr},
};

PyType_Slot keep_slots[] = {
    {Py_tp_doc, const_cast<char*>("Keep(limit): observed bytes, the largest dropped first")},
    {Py_tp_new, reinterpret_cast<void*>(NewKeep)},
    {Py_tp_dealloc, reinterpret_cast<void*>(DeallocKeep)},
    {Py_tp_methods, keep_methods},
    {0, nullptr},
};

}  // namespace

PyType_Spec keep_spec = {"_lockstep.Keep", sizeof(KeepObject), 0, Py_TPFLAGS_DEFAULT, keep_slots};

Keep& KeepOf(PyObject* keep) { return reinterpret_cast<KeepObject*>(keep)->keep; }

}  // namespace lockstep::python
