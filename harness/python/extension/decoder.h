// A Decoder turns encoded bytes into Python objects.
//
// It is strict (FORMAT.md: shortest heads, sorted sets, known tags, labels in order) and safe on
// hostile bytes: a failure is an exception, the hooks' Malformed where the bytes are at fault. Tags
// that C does not know go to the `build` callback. The bytes must outlive the decoding.
#pragma once

#include <Python.h>

#include <climits>
#include <cstring>
#include <span>
#include <vector>

#include "harness/python/extension/hooks.h"
#include "harness/wire/cbor.h"

namespace lockstep::python {

class Decoder {
 public:
  static constexpr std::size_t kMaxDepth = 2000;

  explicit Decoder(const Hooks& hooks) : hooks_(hooks) {}
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  ~Decoder() { End(); }

  // `depth` is how deep in a greater value the bytes are taken to stand.
  void Begin(std::span<const std::uint8_t> bytes, std::size_t depth = 0);
  // Lets go of the shared values; may run Python code.
  void End();

  // The next item, as a new reference; null: exception set.
  PyObject* Value() { return Item(kNoLabel); }
  // The head of an array, or a text item as UTF-8. False: exception set.
  bool ArrayHead(std::uint64_t& size);
  bool TextBytes(std::span<const std::uint8_t>& text);
  bool AtEnd() const { return at_ == end_; }
  std::size_t Offset() const { return static_cast<std::size_t>(at_ - begin_); }
  // Text from UTF-8 as Python's codec takes it with that error handler; null: exception set.
  PyObject* Decoded(std::span<const std::uint8_t> bytes, const char* errors) const;
  // Sets the hooks' Malformed and gives null.
  PyObject* Malformed(const char* what) const;

  // Since Begin(): whether encoding the objects might not give these bytes back, for there were
  // shared values, equal keys, or objects that only Python can build.
  bool altered() const { return altered_; }
  // Whether there were objects that may be mutable and that only Python can take apart.
  bool cold() const { return cold_; }
  // How often something that may be mutable was met so far: made, built or referred to.
  std::size_t mutables() const { return mutables_; }

 private:
  using Label = std::ptrdiff_t;
  static constexpr Label kNoLabel = -1;

  // Whether an integer is next: of the first two major types, and the commonest item.
  bool AtInteger() const { return at_ != end_ && *at_ < 0x40; }
  PyObject* Integer() {
    wire::Major major{};
    std::uint64_t argument = 0;
    if (!Head(major, argument)) return nullptr;
    if (argument > LONG_MAX) return LongInteger(major, argument);
    const auto value = static_cast<long>(argument);
    return PyLong_FromLong(major == wire::Major::kNegative ? ~value : value);
  }
  [[gnu::always_inline]] bool Head(wire::Major& major, std::uint64_t& argument) {
    if (at_ == end_) return Malformed("ends early"), false;
    const std::uint8_t first = *at_++;
    major = static_cast<wire::Major>(first >> 5);
    argument = first & 31;
    return argument < 24 || LongHead(argument);
  }
  bool LongHead(std::uint64_t& argument) {
    switch (argument) {
      case 24:
        return Argument<std::uint8_t>(argument, 23);
      case 25:
        return Argument<std::uint16_t>(argument, 0xff);
      case 26:
        return Argument<std::uint32_t>(argument, 0xffff);
      case 27:
        return Argument<std::uint64_t>(argument, 0xffffffff);
      default:
        return Malformed("indefinite or reserved length"), false;
    }
  }
  template <typename Word>
  bool Argument(std::uint64_t& argument, std::uint64_t shorter) {
    Word word = 0;
    if (static_cast<std::size_t>(end_ - at_) < sizeof word) return Malformed("ends early"), false;
    std::memcpy(&word, at_, sizeof word);
    if constexpr (sizeof word == 2) word = __builtin_bswap16(word);
    if constexpr (sizeof word == 4) word = __builtin_bswap32(word);
    if constexpr (sizeof word == 8) word = __builtin_bswap64(word);
    at_ += sizeof word;
    argument = word;
    return argument > shorter || (Malformed("a longer head than needed"), false);
  }
  bool Take(std::uint64_t size, const std::uint8_t*& bytes);
  bool Promise(std::uint64_t count);
  bool Enter();
  bool Fields(Ref* parts, std::uint64_t size);
  bool BytesHead(std::uint64_t& size);

  PyObject* Item(Label label);
  PyObject* Simple();
  PyObject* LongInteger(wire::Major major, std::uint64_t argument);
  PyObject* Bytes(std::uint64_t size);
  PyObject* Text(std::uint64_t size);
  PyObject* Complex();
  PyObject* Bignum(bool negative);
  PyObject* SurrogateText();
  PyObject* Singleton(PyObject* object);

  PyObject* Tagged(std::uint64_t tag, Label label);
  PyObject* Own(std::uint64_t tag, Label label);
  PyObject* List(std::uint64_t size, Label label);
  PyObject* OpenList(std::uint64_t size, Label label);
  PyObject* Tuple();
  PyObject* Dict(Label label);
  bool Pairs(PyObject* dict, std::uint64_t size);
  PyObject* Set(bool frozen, Label label);
  bool Elements(PyObject* set, std::uint64_t size);
  PyObject* ByteArray(Label label);
  PyObject* Range();
  PyObject* Slice();
  PyObject* Shared(Label outer);
  PyObject* Reference();
  PyObject* Cold(std::uint64_t tag);
  PyObject* Named();
  PyObject* ColdPayload(bool name);

  PyObject* Name(Label label, PyObject* object);

  const Hooks& hooks_;
  const std::uint8_t *begin_ = nullptr, *at_ = nullptr, *end_ = nullptr;
  std::uint64_t room_ = 0;  // how many elements the arrays to come may still promise
  std::size_t depth_ = 0, mutables_ = 0;
  bool altered_ = false, cold_ = false;
  std::vector<PyObject*> labels_;  // null while there is nothing to refer to yet
};

}  // namespace lockstep::python
