#include "harness/python/extension/outcome_cache_type.h"

#include <new>

#include "harness/python/extension/buffer.h"
#include "harness/python/extension/module_state.h"

namespace lockstep::python {
namespace {

constexpr std::uint8_t kNotKept = 0xff;

struct CacheObject {
  PyObject_HEAD OutcomeCache cache;
};

PyObject* NewCache(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
  static const char* const names[] = {"limit", nullptr};
  Py_ssize_t limit = 0;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "n:OutcomeCache", const_cast<char**>(names),
                                   &limit))
    return nullptr;
  if (limit < 0) {
    PyErr_SetString(PyExc_ValueError, "limit must not be negative");
    return nullptr;
  }
  PyObject* self = type->tp_alloc(type, 0);
  if (self != nullptr) new (&CacheOf(self)) OutcomeCache(static_cast<std::size_t>(limit));
  return self;
}

void DeallocCache(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  CacheOf(self).~OutcomeCache();
  type->tp_free(self);
  Py_DECREF(type);
}

// The payload of an observation frame (PROTOCOL.md, type 35).
PyObject* Observation(const OutcomeCache& cache, std::uint32_t ticket, std::uint32_t row) {
  const OutcomeCache::Bytes kept = cache.Find(ticket, row);
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
  return Guarded([&] { return Observation(CacheOf(self), ticket, row); },
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
    return OutcomeCache::Bytes(static_cast<const std::uint8_t*>(view.buf),
                               static_cast<std::size_t>(view.len));
  };
  PyObject* kept = Guarded(
      [&] {
        return PyBool_FromLong(
            CacheOf(self).Add(ticket, row, bytes(outcome), bytes(effects), bytes(projected)));
      },
      static_cast<PyObject*>(nullptr));
  PyBuffer_Release(&outcome);
  PyBuffer_Release(&effects);
  if (projected.obj != nullptr) PyBuffer_Release(&projected);
  return kept;
}

PyMethodDef cache_methods[] = {
    {"fetch", Fetch, METH_VARARGS, "fetch(ticket, row): the payload of the observation frame."},
    {"add", Add, METH_VARARGS,
     "add(ticket, row, outcome, effects, projected=b''): whether they were kept."},
    {nullptr, nullptr, 0, nullptr},
};

PyType_Slot cache_slots[] = {
    {Py_tp_doc,
     const_cast<char*>("OutcomeCache(limit): observed bytes, the largest dropped first")},
    {Py_tp_new, reinterpret_cast<void*>(NewCache)},
    {Py_tp_dealloc, reinterpret_cast<void*>(DeallocCache)},
    {Py_tp_methods, cache_methods},
    {0, nullptr},
};

}  // namespace

PyType_Spec cache_spec = {"_lockstep.OutcomeCache", sizeof(CacheObject), 0, Py_TPFLAGS_DEFAULT,
                          cache_slots};

OutcomeCache& CacheOf(PyObject* cache) { return reinterpret_cast<CacheObject*>(cache)->cache; }

}  // namespace lockstep::python
