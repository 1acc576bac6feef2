// What one instance of the module owns, and how its entry points report C++ failures.
#pragma once

#include <Python.h>

#include <exception>
#include <new>

namespace lockstep::python {

struct ModuleState {
  PyTypeObject* codec_type = nullptr;
  PyTypeObject* cache_type = nullptr;
};

// Runs `body`, which gives a PyObject* or an int; C++ exceptions become Python's.
template <typename Body>
auto Guarded(Body body, decltype(body()) failed) noexcept -> decltype(body()) {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    PyErr_NoMemory();
  } catch (const std::exception& error) {
    PyErr_SetString(PyExc_SystemError, error.what());
  }
  return failed;
}

template <typename Function>
PyCFunction Method(Function* function) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

}  // namespace lockstep::python
