#include "harness/python/extension/aliases.h"

#include <algorithm>

#include "harness/python/extension/atoms.h"
#include "harness/python/extension/ref.h"

namespace lockstep::python {
namespace {

bool IsMutable(PyObject* value) {
  return PyList_Check(value) || PyDict_Check(value) || PyByteArray_Check(value) ||
         PyType_IsSubtype(Py_TYPE(value), &PySet_Type);
}

void PutUnit(unsigned unit, std::string& out) {
  constexpr char digits[] = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[unit >> shift & 15];
}

void AppendPoint(Py_UCS4 point, std::string& out) {
  constexpr std::string_view short_ones = "\"\\\n\r\t\f\b", names = "\"\\nrtfb";
  const std::size_t found =
      point < 0x80 ? short_ones.find(static_cast<char>(point)) : short_ones.npos;
  if (found != short_ones.npos) {
    out += '\\';
    out += names[found];
  } else if (point >= 0x20 && point <= 0x7e) {
    out += static_cast<char>(point);
  } else if (point < 0x10000) {
    PutUnit(point, out);
  } else {
    PutUnit(0xd800 | (point - 0x10000) >> 10, out);
    PutUnit(0xdc00 | (point & 0x3ff), out);
  }
}

// Text as JSON writes it, in ASCII.
void PutQuoted(PyObject* text, std::string& out) {
  out += '"';
  for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(text); ++i)
    AppendPoint(PyUnicode_READ_CHAR(text, i), out);
  out += '"';
}

bool HasPlainRepr(PyObject* key) {
  return PyLong_CheckExact(key) || PyBool_Check(key) || PyFloat_CheckExact(key) ||
         PyBytes_CheckExact(key) || key == Py_None;
}

void PutKey(PyObject* key, Py_ssize_t position, std::string& out) {
  if (PyUnicode_CheckExact(key)) return PutQuoted(key, out);
  const Ref repr(HasPlainRepr(key) ? PyObject_Repr(key) : nullptr);
  if (repr) {
    out.append(static_cast<const char*>(PyUnicode_DATA(repr.get())),
               static_cast<std::size_t>(PyUnicode_GET_LENGTH(repr.get())));
  } else {
    PyErr_Clear();
    out += "key " + std::to_string(position);
  }
}

}  // namespace

bool Aliases::Possible(PyObject* value) { return PyTuple_CheckExact(value) || IsMutable(value); }

void Aliases::Begin() {
  met_.Clear();
  places_.clear();
  roots_.clear();
  said_.clear();
  left_ = kMaxNodes;
}

void Aliases::Argument(PyObject* value, std::size_t index) {
  Visit(value, "args[" + std::to_string(index) + "]", false);
}

void Aliases::Argument(PyObject* value, PyObject* name) {
  std::string root = "kwargs[";
  PutQuoted(name, root);
  Visit(value, root + "]", false);
}

void Aliases::Result(PyObject* value) {
  left_ = kMaxNodes;
  Visit(value, "result", true);
}

// Outside in, in order. What is met again is not entered again.
void Aliases::Visit(PyObject* value, std::string root, bool result) {
  std::size_t repeated = 0;
  roots_.push_back(std::move(root));
  waiting_.clear();
  waiting_.push_back({value, {kRoot, nullptr, static_cast<Py_ssize_t>(roots_.size() - 1)}});
  for (; !waiting_.empty() && left_ > 0 && repeated < kMaxSaid; --left_) {
    const Waiting next = waiting_.back();
    waiting_.pop_back();
    places_.push_back(next.place);
    const auto place = static_cast<std::uint32_t>(places_.size() - 1);
    std::uint32_t first = place;
    if (!IsMutable(next.value) || met_.Insert(next.value, first)) {
      Parts(next.value, place);
    } else {
      ++repeated;
      if (result) said_.push_back(PathTo(place) + " is " + PathTo(first));
    }
  }
}

// What an exact list, tuple or dict holds beside atoms waits, the first on top.
void Aliases::Parts(PyObject* value, std::uint32_t place) {
  const auto first = static_cast<std::ptrdiff_t>(waiting_.size());
  if (PyList_CheckExact(value)) {
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(value); ++i)
      Wait(PyList_GET_ITEM(value, i), {place, nullptr, i});
  } else if (PyTuple_CheckExact(value)) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(value); ++i)
      Wait(PyTuple_GET_ITEM(value, i), {place, nullptr, i});
  } else if (PyDict_CheckExact(value)) {
    Py_ssize_t position = 0, index = 0;
    PyObject *key = nullptr, *item = nullptr;
    while (PyDict_Next(value, &position, &key, &item)) Wait(item, {place, key, index++});
  }
  std::reverse(waiting_.begin() + first, waiting_.end());
}

void Aliases::Wait(PyObject* value, Place place) {
  if (!IsAtom(value) && !PyComplex_CheckExact(value)) waiting_.push_back({value, place});
}

std::string Aliases::PathTo(std::uint32_t place) const {
  std::vector<std::uint32_t> way;
  for (; places_[place].parent != kRoot; place = places_[place].parent) way.push_back(place);
  std::string path = roots_[static_cast<std::size_t>(places_[place].index)];
  for (; !way.empty(); way.pop_back()) {
    const Place& step = places_[way.back()];
    path += '[';
    if (step.key != nullptr)
      PutKey(step.key, step.index, path);
    else
      path += std::to_string(step.index);
    path += ']';
  }
  return path;
}

}  // namespace lockstep::python
