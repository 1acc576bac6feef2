#include "harness/python/extension/atoms.h"

#include "harness/python/extension/ref.h"

namespace lockstep::python {
namespace {

bool CopyMagnitude(PyObject* magnitude, std::size_t size, std::uint8_t* to) {
  auto* number = reinterpret_cast<PyLongObject*>(magnitude);
#if PY_VERSION_HEX >= 0x030D0000
  return _PyLong_AsByteArray(number, to, size, 0, 0, 1) == 0;
#else
  return _PyLong_AsByteArray(number, to, size, 0, 0) == 0;
#endif
}

// `magnitude` is not negative and beyond 64 bits.
bool PutBignum(std::uint64_t tag, PyObject* magnitude, Buffer& out) {
  const std::size_t size = (_PyLong_NumBits(magnitude) + 7) / 8;
  wire::PutTag(out, tag);
  out.Head(wire::Major::kBytes, size);
  if (!CopyMagnitude(magnitude, size, out.Room(size))) return false;
  out.Grew(size);
  return true;
}

bool IsSurrogate(Py_UCS4 point) { return point >= 0xd800 && point <= 0xdfff; }

struct Measure {
  std::size_t size = 0;
  bool surrogates = false;
};

Measure MeasureText(int kind, const void* points, Py_ssize_t length) {
  Measure measure;
  for (Py_ssize_t i = 0; i < length; ++i) {
    const Py_UCS4 point = PyUnicode_READ(kind, points, i);
    measure.size += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    measure.surrogates |= IsSurrogate(point);
  }
  return measure;
}

std::uint8_t Tail(Py_UCS4 point, int shift) {
  return static_cast<std::uint8_t>(0x80 | ((point >> shift) & 0x3f));
}

// UTF-8 as it would be if surrogates were ordinary code points.
std::uint8_t* PutPoint(Py_UCS4 point, std::uint8_t* to) {
  if (point < 0x80) {
    *to++ = static_cast<std::uint8_t>(point);
  } else if (point < 0x800) {
    *to++ = static_cast<std::uint8_t>(0xc0 | point >> 6);
    *to++ = Tail(point, 0);
  } else if (point < 0x10000) {
    *to++ = static_cast<std::uint8_t>(0xe0 | point >> 12);
    *to++ = Tail(point, 6);
    *to++ = Tail(point, 0);
  } else {
    *to++ = static_cast<std::uint8_t>(0xf0 | point >> 18);
    *to++ = Tail(point, 12);
    *to++ = Tail(point, 6);
    *to++ = Tail(point, 0);
  }
  return to;
}

}  // namespace

bool PutWideInt(PyObject* integer, Buffer& out) {
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(integer, &overflow);
  if (overflow == 0) {
    if (value == -1 && PyErr_Occurred()) return false;
    PutSmallInt(value, out);
    return true;
  }
  // A negative number stands as its complement: -1-n.
  const Ref magnitude = overflow > 0 ? Ref::To(integer) : Ref(PyNumber_Invert(integer));
  if (!magnitude) return false;
  if (_PyLong_NumBits(magnitude.get()) <= 64) {
    const auto word = PyLong_AsUnsignedLongLong(magnitude.get());
    out.Head(overflow > 0 ? wire::Major::kUnsigned : wire::Major::kNegative, word);
    return true;
  }
  return PutBignum(overflow > 0 ? wire::kPositiveBignum : wire::kNegativeBignum, magnitude.get(),
                   out);
}

// Not PyUnicode_AsUTF8: it would leave a cached copy behind in the object.
bool PutWideText(PyObject* text, Buffer& out) {
#if PY_VERSION_HEX < 0x030C0000
  if (PyUnicode_READY(text) < 0) return false;
#endif
  const int kind = PyUnicode_KIND(text);
  const void* points = PyUnicode_DATA(text);
  const Py_ssize_t length = PyUnicode_GET_LENGTH(text);
  const Measure measure = MeasureText(kind, points, length);
  if (measure.surrogates) wire::PutTag(out, wire::kWtf8Tag);
  out.Head(measure.surrogates ? wire::Major::kBytes : wire::Major::kText, measure.size);
  std::uint8_t* end = out.Room(measure.size);
  for (Py_ssize_t i = 0; i < length; ++i) end = PutPoint(PyUnicode_READ(kind, points, i), end);
  out.Grew(measure.size);
  return true;
}

}  // namespace lockstep::python
