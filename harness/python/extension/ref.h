// A Ref owns one reference to a Python object, or none.
#pragma once

#include <Python.h>

#include <cstdint>
#include <span>
#include <utility>

namespace lockstep::python {

class Ref {
 public:
  Ref() = default;
  // Takes over a new reference, as the C API returns it; null stands for "exception set".
  explicit Ref(PyObject* owned) : object_(owned) {}
  static Ref To(PyObject* borrowed) {
    Py_XINCREF(borrowed);
    return Ref(borrowed);
  }
  Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Ref& operator=(Ref&& other) noexcept {
    PyObject* old = std::exchange(object_, std::exchange(other.object_, nullptr));
    Py_XDECREF(old);  // last: it may run Python code
    return *this;
  }
  Ref(const Ref&) = delete;
  Ref& operator=(const Ref&) = delete;
  ~Ref() { Py_XDECREF(object_); }

  PyObject* get() const { return object_; }
  PyObject* release() { return std::exchange(object_, nullptr); }
  void Reset() { *this = Ref(); }
  explicit operator bool() const { return object_ != nullptr; }
  int Visit(visitproc visit, void* arg) const { return object_ ? visit(object_, arg) : 0; }

 private:
  PyObject* object_ = nullptr;
};

// A bytes object; null: exception set.
inline Ref ToBytes(std::span<const std::uint8_t> bytes) {
  return Ref(PyBytes_FromStringAndSize(reinterpret_cast<const char*>(bytes.data()),
                                       static_cast<Py_ssize_t>(bytes.size())));
}

}  // namespace lockstep::python
