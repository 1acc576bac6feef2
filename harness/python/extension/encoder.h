// An Encoder writes Python values into a Buffer as FORMAT.md says for outputs: sharing is
// expanded, and a reference to a container that is still open names that container's depth.
//
// Values of exactly a builtin type are written in C; everything else is taken apart by a Python
// callback, which may do anything. So there are two passes: the first, in which no Python code
// runs and nothing needs to be held, gives up at the first such value; the second, careful one
// copies every container before its elements are visited.
#pragma once

#include <Python.h>

#include <vector>

#include "harness/python/extension/buffer.h"
#include "harness/python/extension/hooks.h"
#include "harness/python/extension/identities.h"

namespace lockstep::python {

// What was met on the way through a value, as far as the effects of a call want to know.
struct Seen {
  Identities* known = nullptr;  // gathers the mutable containers; null: nobody asks
  bool repeated = false;        // one of them was there before
};

class Encoder {
 public:
  static constexpr std::size_t kMaxDepth = 2000, kMaxNodes = std::size_t{1} << 22;

  explicit Encoder(const Hooks& hooks) : hooks_(hooks) {}

  enum class Pass { kDone, kFailed, kCold };

  // Appends the item, without running any Python code. Cold: only Python can take the value
  // apart, and nothing was appended. Failed: exception set (the hooks' Unencodable where the value
  // has no encoding), and what was appended is worthless.
  Pass Plain(PyObject* value, Buffer& out, Seen& seen);
  // Appends the item of any value; `projected` by the projection's callback. False: exception
  // set, as above.
  bool Careful(PyObject* value, Buffer& out, bool projected);
  // The one, and where need be the other.
  bool Encode(PyObject* value, Buffer& out);

 private:
  struct Element {
    std::size_t begin, size;
  };

  bool Begin(PyObject* value, Buffer& out, Seen& seen);
  bool Value(PyObject* value);
  bool Leaf(PyObject* value, PyTypeObject* type, bool& done);
  bool Container(PyObject* value, PyTypeObject* type);
  bool Contents(PyObject* value, PyTypeObject* type);
  bool List(PyObject* list);
  Py_ssize_t ShortInts(PyObject* const* items, Py_ssize_t size);
  bool Tuple(PyObject* tuple);
  bool Each(PyObject* tuple);
  bool Dict(PyObject* dict);
  bool Pairs(PyObject* dict);
  bool Set(PyObject* set, bool frozen);
  bool Elements(PyObject* set);
  bool OneElement(PyObject* element);
  void SortElements(std::size_t first);
  bool Range(PyObject* range);
  bool Slice(PyObject* slice);
  bool Cold(PyObject* value);
  bool Tagged(PyObject* tag, PyObject* payload);
  bool Payload(PyObject* payload);
  bool Array(PyObject* array);
  bool Reference(std::size_t depth);
  bool Refuse(const char* reason);
  bool TooMany() { return Refuse("more than 4194304 values"); }
  void Meet(PyObject* container) {
    if (seen_->known != nullptr && !seen_->known->Insert(container)) seen_->repeated = true;
  }

  const Hooks& hooks_;
  Buffer* out_ = nullptr;
  Seen* seen_ = nullptr;
  bool projected_ = false, careful_ = false, gave_up_ = false;
  std::size_t nodes_ = 0, slices_ = 0;
  std::vector<PyObject*> open_;  // the containers around the current value; in the careful
                                 // pass, held by the callers
  std::vector<Element> elements_;
  std::vector<std::uint8_t> sorted_;
};

}  // namespace lockstep::python
