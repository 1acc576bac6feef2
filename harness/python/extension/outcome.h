// The Outcome of one call: what it gave or raised, encoded and digested.
#pragma once

#include <Python.h>

#include "harness/python/extension/cell.h"
#include "harness/python/extension/encoder.h"

namespace lockstep::python {

// The exception that is set, without its traceback (which holds the arguments); none is set
// afterwards.
Ref TakeException();

// Why the exception that is set was raised, in its own words or by its name; none is set
// afterwards. Null: out of memory.
Ref TakeReason();

class Outcome {
 public:
  Outcome(const Hooks& hooks, Encoder& encoder) : hooks_(hooks), encoder_(encoder) {}

  // Head byte and item, without running Python code. False: only Python can take the value apart.
  // Sets the cell's digests, and its kind where the value has no encoding.
  bool EncodePlain(PyObject* value, Seen& seen, Cell& cell);
  // The same by any means.
  void EncodeCold(PyObject* value, Cell& cell);
  // In place of a value that cannot be had.
  void Refuse(PyObject* reason, Cell& cell);

  std::span<const std::uint8_t> bytes() const { return out_.bytes(); }
  // What is compared across implementations; the same bytes where nothing is projected.
  std::span<const std::uint8_t> projected() const {
    return projected_.size() > 1 ? projected_.bytes() : out_.bytes();
  }

 private:
  void Begin(const Cell& cell);
  bool EncodeException(PyObject* exception, Cell& cell);
  void Digest(Cell& cell);
  void RefuseRaised(Cell& cell);

  const Hooks& hooks_;
  Encoder& encoder_;
  Buffer out_, projected_;
};

}  // namespace lockstep::python
