// The Arguments of one case: decoded afresh for each call, and compared afterwards with the bytes
// that they came from.
#pragma once

#include <Python.h>

#include <span>
#include <string>
#include <vector>

#include "harness/python/extension/decoder.h"
#include "harness/python/extension/encoder.h"

namespace lockstep::python {

class Arguments {
 public:
  // Unknown: only Python can take them apart.
  enum class Comparison { kSame, kChanged, kUnknown };

  Arguments(const Hooks& hooks, Encoder& encoder) : decoder_(hooks), encoder_(encoder) {}
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;
  ~Arguments() { Clear(); }

  // A case of one step whose operation is "". False: exception set. `bytes` must stay until
  // Clear().
  bool Decode(std::span<const std::uint8_t> bytes);
  // Lets go of the values; may run Python code.
  void Clear();

  // What the function gave, as a new reference; null: exception set.
  PyObject* Call(PyObject* function) const;
  // A new list and a new dict.
  Ref Positional() const;
  Ref Keyword() const;
  std::size_t size() const { return values_.size(); }
  PyObject* value(std::size_t i) const { return values_[i].object; }
  // Null for a positional one.
  PyObject* name(std::size_t i) const {
    if (i < positional_) return nullptr;
    return PyTuple_GET_ITEM(names_.get(), static_cast<Py_ssize_t>(i - positional_));
  }
  // Others in their place, as after a way through pickle. False: exception set.
  bool Replace(PyObject* args, PyObject* kwargs);

  // Before the call, where decoder().altered(): makes the bytes to compare with. Arguments that
  // have no encoding then are not compared.
  void Snapshot();
  // After the call, without running Python code: whether some argument is encoded otherwise than
  // before. Where all are the same, `known` (unless null) has every mutable container in them.
  Comparison Compare(Identities* known);
  // The same by any means.
  bool Changed();
  // All values, positional and keyword, as one list. False: exception set.
  bool Encode(Buffer& out);

  const Decoder& decoder() const { return decoder_; }

 private:
  // How deep a value of a case stands: in the case, its step and the list of values.
  static constexpr std::size_t kDepth = 3;

  struct Value {
    PyObject* object;
    std::size_t begin, end;   // its bytes, in the case or in the snapshot
    bool fixed;               // nothing in it can change
    bool flat;                // a list of atoms:
    std::size_t first, last;  // of atoms_
  };
  using Text = std::span<const std::uint8_t>;

  bool DecodeStep();
  bool DecodeValue();
  bool DecodeKeywords(std::uint64_t count);
  bool SameNames() const;
  bool NameKeywords();
  bool AsBefore(const Value& value) const;
  bool TakeAtoms(PyObject* object);
  bool Untouched(const Value& value) const;

  Decoder decoder_;
  Encoder& encoder_;
  std::span<const std::uint8_t> bytes_;
  std::vector<Value> values_;
  std::vector<PyObject*> stack_{nullptr};  // the vector of the call, behind one free place
  // Of flat lists, and held here, so that no other object can come to be where one was.
  std::vector<PyObject*> atoms_;
  std::size_t positional_ = 0;
  std::vector<Text> name_bytes_;         // of this case, and
  std::vector<std::string> name_texts_;  // of names_, kept from case to case: most are alike
  Ref names_;
  bool snapshot_ = false, incomparable_ = false;
  Buffer before_, after_;
};

}  // namespace lockstep::python
