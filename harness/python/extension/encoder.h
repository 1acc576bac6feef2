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

// What a value was made of, as far as the effects of a call want to know.
struct Seen {
  bool cold = false;      // something that only Python can take apart
  bool repeated = false;  // a mutable container was met twice, or was in `known` before
  Identities* known = nullptr;  // null: nobody asks
};

class Encoder {
 public:
  static constexpr std::size_t kMaxDepth = 2000, kMaxNodes = std::size_t{1} << 22;

  explicit Encoder(const Hooks& hooks) : hooks_(hooks) {}

  // Appends the item.  False: exception set (the codec's Unencodable where that is the reason),
  // and the buffer's new part is worthless.  `projected` uses the projection's callback.
  bool Encode(PyObject* value, Buffer& out, Seen& seen, bool projected = false);

 private:
  struct Element {
    std::size_t begin, size;
  };

  bool Value(PyObject* value);
  bool Leaf(PyObject* value, PyTypeObject* type, bool& done);
  bool Container(PyObject* value, PyTypeObject* type);
  bool Contents(PyObject* value, PyTypeObject* type);
  bool List(PyObject* list);
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
