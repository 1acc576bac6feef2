// Heads, atoms and the life of a Decoder; containers are in decoded_containers.cc.
#include "harness/python/extension/decoder.h"

#include <bit>
#include <cstring>

namespace lockstep::python {

using wire::Major;

namespace {

bool IsAscii(const std::uint8_t* bytes, std::size_t size) {
  std::uint64_t any = 0, word = 0;
  for (; size >= 8; bytes += 8, size -= 8) {
    std::memcpy(&word, bytes, 8);
    any |= word;
  }
  for (; size > 0; ++bytes, --size) any |= *bytes;
  return (any & 0x8080808080808080u) == 0;
}

}  // namespace

void Decoder::Begin(std::span<const std::uint8_t> bytes, std::size_t depth) {
  End();
  begin_ = at_ = bytes.data();
  end_ = begin_ + bytes.size();
  room_ = bytes.size();  // every element takes a byte at least
  depth_ = depth;
  mutables_ = 0;
  altered_ = cold_ = false;
}

void Decoder::End() {
  while (!labels_.empty()) {
    PyObject* last = labels_.back();
    labels_.pop_back();
    Py_XDECREF(last);
  }
}

PyObject* Decoder::Malformed(const char* what) const {
  const Ref arguments(Py_BuildValue("(sn)", what, static_cast<Py_ssize_t>(Offset())));
  if (arguments) PyErr_SetObject(hooks_.malformed.get(), arguments.get());
  return nullptr;
}

bool Decoder::Take(std::uint64_t size, const std::uint8_t*& bytes) {
  if (size > static_cast<std::uint64_t>(end_ - at_)) return Malformed("ends early"), false;
  bytes = at_;
  at_ += size;
  return true;
}

// Keeps what is allocated in proportion to the input, whatever lengths it claims.
bool Decoder::Promise(std::uint64_t count) {
  if (count > room_) return Malformed("longer than the input"), false;
  room_ -= count;
  return true;
}

bool Decoder::ArrayHead(std::uint64_t& size) {
  Major major{};
  if (!Head(major, size)) return false;
  if (major != Major::kArray) return Malformed("not an array"), false;
  return Promise(size);
}

bool Decoder::BytesHead(std::uint64_t& size) {
  Major major{};
  if (!Head(major, size)) return false;
  return major == Major::kBytes || (Malformed("not a byte string"), false);
}

bool Decoder::TextBytes(std::span<const std::uint8_t>& text) {
  Major major{};
  std::uint64_t size = 0;
  const std::uint8_t* bytes = nullptr;
  if (!Head(major, size)) return false;
  if (major != Major::kText) return Malformed("not text"), false;
  if (!Take(size, bytes)) return false;
  text = {bytes, static_cast<std::size_t>(size)};
  return true;
}

PyObject* Decoder::Item(Label label) {
  if (AtInteger()) return Integer();
  Major major{};
  if (at_ != end_ && *at_ >= 0xe0) return Simple();
  std::uint64_t argument = 0;
  if (!Head(major, argument)) return nullptr;
  if (major == Major::kArray) return Promise(argument) ? List(argument, label) : nullptr;
  if (major == Major::kTag) return Tagged(argument, label);
  switch (major) {
    case Major::kBytes:
      return Bytes(argument);
    case Major::kText:
      return Text(argument);
    default:
      return Malformed("a map");
  }
}

PyObject* Decoder::Simple() {
  const std::uint8_t first = *at_++;
  if (first == wire::kFloat64) {
    const std::uint8_t* bytes = nullptr;
    if (!Take(8, bytes)) return nullptr;
    std::uint64_t bits = 0;
    std::memcpy(&bits, bytes, 8);
    return PyFloat_FromDouble(std::bit_cast<double>(__builtin_bswap64(bits)));
  }
  if (first == wire::kNull) return Ref::To(Py_None).release();
  if (first == wire::kTrue) return Ref::To(Py_True).release();
  if (first == wire::kFalse) return Ref::To(Py_False).release();
  return Malformed("an unknown simple value");
}

PyObject* Decoder::LongInteger(Major major, std::uint64_t argument) {
  if (major == Major::kUnsigned) return PyLong_FromUnsignedLongLong(argument);
  const Ref complement(PyLong_FromUnsignedLongLong(argument));
  return complement ? PyNumber_Invert(complement.get()) : nullptr;
}

PyObject* Decoder::Bytes(std::uint64_t size) {
  const std::uint8_t* bytes = nullptr;
  if (!Take(size, bytes)) return nullptr;
  return PyBytes_FromStringAndSize(reinterpret_cast<const char*>(bytes),
                                   static_cast<Py_ssize_t>(size));
}

// One-character strings are left to CPython, which shares them.
PyObject* Decoder::Text(std::uint64_t size) {
  const std::uint8_t* bytes = nullptr;
  if (!Take(size, bytes)) return nullptr;
  if (size < 2 || !IsAscii(bytes, size)) return Decoded({bytes, size}, "strict");
  PyObject* text = PyUnicode_New(static_cast<Py_ssize_t>(size), 127);
  if (text != nullptr) std::memcpy(PyUnicode_1BYTE_DATA(text), bytes, size);
  return text;
}

PyObject* Decoder::SurrogateText() {
  std::uint64_t size = 0;
  const std::uint8_t* bytes = nullptr;
  if (!BytesHead(size) || !Take(size, bytes)) return nullptr;
  const Ref plain(Decoded({bytes, size}, "strict"));
  if (plain) return Malformed("text without surrogates in the form for surrogates");
  PyErr_Clear();
  return Decoded({bytes, size}, "surrogatepass");
}

PyObject* Decoder::Decoded(std::span<const std::uint8_t> bytes, const char* errors) const {
  PyObject* text = PyUnicode_DecodeUTF8(reinterpret_cast<const char*>(bytes.data()),
                                        static_cast<Py_ssize_t>(bytes.size()), errors);
  if (text != nullptr || !PyErr_ExceptionMatches(PyExc_UnicodeDecodeError)) return text;
  PyErr_Clear();
  return Malformed("text is not UTF-8");
}

PyObject* Decoder::Complex() {
  Ref parts[2];
  if (!Fields(parts, 2)) return nullptr;
  for (const Ref& part : parts)
    if (!PyFloat_CheckExact(part.get())) return Malformed("a part of complex is no float");
  return PyComplex_FromDoubles(PyFloat_AS_DOUBLE(parts[0].get()),
                               PyFloat_AS_DOUBLE(parts[1].get()));
}

PyObject* Decoder::Bignum(bool negative) {
  std::uint64_t size = 0;
  const std::uint8_t* bytes = nullptr;
  if (!BytesHead(size) || !Take(size, bytes)) return nullptr;
  if (size < 9 || bytes[0] == 0) return Malformed("a longer integer than needed");
  Ref magnitude(_PyLong_FromByteArray(bytes, size, 0, 0));
  if (!magnitude || !negative) return magnitude.release();
  return PyNumber_Invert(magnitude.get());
}

}  // namespace lockstep::python
