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
  Arguments(const Hooks& hooks, Encoder& encoder) : decoder_(hooks), encoder_(encoder) {}
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;
  ~Arguments() { Clear(); }

  // A case of one step whose operation is "". False: exception set. `bytes` must stay until Clear().
  bool Decode(std::span<const std::uint8_t> bytes);
  // Lets go of the values; may run Python code.
  void Clear();

  // What the function gave, as a new reference; null: exception set.
  PyObject* Call(PyObject* function) const;
  // Replaces all of them, as after a way through pickle. False: exception set.
  bool Replace(PyObject* args, PyObject* kwargs);
  Ref Positional() const;
  Ref Keyword() const;

  // Where the bytes that came in are not what the arguments would be encoded to, the ones to
  // compare with are made by this, before the call. False: exception set.
  bool Snapshot();
  // Whether some argument is encoded otherwise than before. `good` is cleared when an exception
  // is set.
  bool Changed(bool& good);
  // All values, positional and keyword, as one array.
  bool Encode(Buffer& out);

  const Decoder& decoder() const { return decoder_; }

 private:
  struct Value {
    PyObject* object;
    std::size_t begin, end;  // its bytes, in the case or in the snapshot
    bool fixed;              // nothing in it can change
  };

  bool DecodeValue();
  bool DecodeKeywords(std::uint64_t count);
  bool SameNames(const std::vector<std::span<const std::uint8_t>>& names) const;
  bool NameKeywords(const std::vector<std::span<const std::uint8_t>>& names);
  const std::uint8_t* Before() const { return snapshot_ ? before_.data() : bytes_.data(); }

  Decoder decoder_;
  Encoder& encoder_;
  std::span<const std::uint8_t> bytes_;
  std::vector<Value> values_;
  std::vector<PyObject*> stack_{nullptr};  // the vector of the call, behind one free place
  std::size_t positional_ = 0;
  Ref names_;  // of the keyword arguments: kept from case to case, most are alike
  std::vector<std::string> name_texts_;
  std::vector<std::span<const std::uint8_t>> name_bytes_;
  bool keywords_ = false, snapshot_ = false;
  Buffer before_, after_;
};

}  // namespace lockstep::python
