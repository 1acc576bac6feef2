// Atoms of the value format, from Python objects of exactly the builtin type. None of these runs
// Python code.
#pragma once

#include <Python.h>

#include <bit>

#include "harness/python/extension/buffer.h"

namespace lockstep::python {

// Integers of any size.  False: exception set.
bool PutWideInt(PyObject* integer, Buffer& out);
// Text beyond ASCII.  False: exception set.
bool PutWideText(PyObject* text, Buffer& out);

// Where there is room for a head; gives the end of it.
inline std::uint8_t* PutSmallInt(std::int64_t value, std::uint8_t* end) {
  const auto bits = static_cast<std::uint64_t>(value);
  return value >= 0 ? Buffer::PutHead(end, wire::Major::kUnsigned, bits)
                    : Buffer::PutHead(end, wire::Major::kNegative, ~bits);
}
inline void PutSmallInt(std::int64_t value, Buffer& out) {
  std::uint8_t* const end = out.Room(Buffer::kHead);
  out.Grew(static_cast<std::size_t>(PutSmallInt(value, end) - end));
}

// Whether ShortInt() may be asked: most ints are short.
inline bool IsShortInt(PyObject* integer) {
#if PY_VERSION_HEX >= 0x030C0000
  return PyUnstable_Long_IsCompact(reinterpret_cast<const PyLongObject*>(integer));
#else
  return static_cast<std::size_t>(Py_SIZE(integer) + 2) <= 4;  // two digits at most
#endif
}

inline std::int64_t ShortInt(PyObject* integer) {
#if PY_VERSION_HEX >= 0x030C0000
  return PyUnstable_Long_CompactValue(reinterpret_cast<const PyLongObject*>(integer));
#else
  const Py_ssize_t size = Py_SIZE(integer);
  const digit* digits = reinterpret_cast<PyLongObject*>(integer)->ob_digit;
  if (size >= -1 && size <= 1) return size * std::int64_t{digits[0]};  // of zero: zero
  const std::int64_t magnitude = std::int64_t{digits[1]} << PyLong_SHIFT | digits[0];
  return size < 0 ? -magnitude : magnitude;
#endif
}

inline bool PutInt(PyObject* integer, Buffer& out) {
  if (!IsShortInt(integer)) return PutWideInt(integer, out);
  PutSmallInt(ShortInt(integer), out);
  return true;
}

inline void PutDouble(double value, Buffer& out) {
  std::uint8_t* end = out.Room(9);
  const std::uint64_t bits = __builtin_bswap64(std::bit_cast<std::uint64_t>(value));
  end[0] = wire::kFloat64;
  std::memcpy(end + 1, &bits, 8);
  out.Grew(9);
}

inline bool PutText(PyObject* text, Buffer& out) {
  if (!PyUnicode_IS_COMPACT_ASCII(text)) return PutWideText(text, out);
  const auto size = static_cast<std::size_t>(PyUnicode_GET_LENGTH(text));
  out.Head(wire::Major::kText, size);
  out.Append(reinterpret_cast<PyASCIIObject*>(text) + 1, size);
  return true;
}

// The commonest values that hold no others.
inline bool IsAtom(PyObject* value) {
  PyTypeObject* type = Py_TYPE(value);
  return type == &PyLong_Type || type == &PyUnicode_Type || type == &PyFloat_Type ||
         type == &PyBool_Type || type == &PyBytes_Type || value == Py_None;
}

inline void PutBytes(const char* bytes, Py_ssize_t size, Buffer& out) {
  out.Head(wire::Major::kBytes, static_cast<std::uint64_t>(size));
  out.Append(bytes, static_cast<std::size_t>(size));
}

}  // namespace lockstep::python
