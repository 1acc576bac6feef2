#include "harness/python/extension/encoder.h"

#include <algorithm>
#include <new>

#include "harness/python/extension/atoms.h"

namespace lockstep::python {

using wire::Major;
using wire::Own;

bool Encoder::Begin(PyObject* value, Buffer& out, Seen& seen) {
  out_ = &out;
  seen_ = &seen;
  gave_up_ = false;
  nodes_ = slices_ = 0;
  open_.clear();
  elements_.clear();
  try {
    return Value(value);
  } catch (const std::bad_alloc&) {
    PyErr_NoMemory();
    return false;
  }
}

Encoder::Pass Encoder::Plain(PyObject* value, Buffer& out, Seen& seen) {
  careful_ = projected_ = false;
  const std::size_t start = out.size();
  if (Begin(value, out, seen)) return Pass::kDone;
  if (!gave_up_) return Pass::kFailed;
  out.Truncate(start);
  return Pass::kCold;
}

bool Encoder::Careful(PyObject* value, Buffer& out, bool projected) {
  Seen ignored;
  careful_ = true;
  projected_ = projected;
  return Begin(value, out, ignored);
}

bool Encoder::Encode(PyObject* value, Buffer& out) {
  Seen ignored;
  const Pass pass = Plain(value, out, ignored);
  return pass == Pass::kCold ? Careful(value, out, false) : pass == Pass::kDone;
}

bool Encoder::Value(PyObject* value) {
  if (++nodes_ > kMaxNodes) return TooMany();
  PyTypeObject* type = Py_TYPE(value);
  if (type == &PyLong_Type) return PutInt(value, *out_);
  if (type == &PyUnicode_Type) return PutText(value, *out_);
  if (type == &PyFloat_Type) return PutDouble(PyFloat_AS_DOUBLE(value), *out_), true;
  if (type == &PyList_Type || type == &PyTuple_Type || type == &PyDict_Type)
    return Container(value, type);
  bool done = true;
  const bool good = Leaf(value, type, done);
  return done ? good : Container(value, type);
}

// The rarer values that hold no others; `done` is cleared for anything else.
bool Encoder::Leaf(PyObject* value, PyTypeObject* type, bool& done) {
  if (value == Py_None) {
    wire::PutByte(*out_, wire::kNull);
  } else if (type == &PyBool_Type) {
    wire::PutByte(*out_, value == Py_True ? wire::kTrue : wire::kFalse);
  } else if (type == &PyBytes_Type) {
    PutBytes(PyBytes_AS_STRING(value), PyBytes_GET_SIZE(value), *out_);
  } else if (type == &PyByteArray_Type) {
    Meet(value);
    out_->OwnTag(Own::kByteArray);
    PutBytes(PyByteArray_AS_STRING(value), PyByteArray_GET_SIZE(value), *out_);
  } else if (type == &PyComplex_Type) {
    const Py_complex number = reinterpret_cast<PyComplexObject*>(value)->cval;
    wire::PutTag(*out_, wire::kComplexTag);
    out_->Head(Major::kArray, 2);
    PutDouble(number.real, *out_);
    PutDouble(number.imag, *out_);
  } else if (value == Py_Ellipsis || value == Py_NotImplemented) {
    out_->OwnTag(value == Py_Ellipsis ? Own::kEllipsis : Own::kNotImplemented);
    wire::PutByte(*out_, wire::kNull);
  } else {
    done = false;
  }
  return true;
}

bool Encoder::Container(PyObject* value, PyTypeObject* type) {
  if (type == &PyRange_Type) return Range(value);
  if (type == &PySlice_Type) return Slice(value);
  for (std::size_t depth = 0; depth < open_.size(); ++depth)
    if (open_[depth] == value) return Reference(depth);
  if (open_.size() == kMaxDepth) return Refuse("deeper than 2000");
  open_.push_back(value);
  const bool good = Contents(value, type);
  open_.pop_back();
  return good;
}

bool Encoder::Contents(PyObject* value, PyTypeObject* type) {
  if (type == &PyList_Type) return List(value);
  if (type == &PyTuple_Type) return Tuple(value);
  if (type == &PyDict_Type) return Dict(value);
  if (type == &PySet_Type || type == &PyFrozenSet_Type)
    return Set(value, type == &PyFrozenSet_Type);
  return Cold(value);
}

bool Encoder::List(PyObject* list) {
  Meet(list);
  const Py_ssize_t size = PyList_GET_SIZE(list);
  out_->Head(Major::kArray, static_cast<std::uint64_t>(size));
  if (careful_) {
    const Ref copy(PyList_AsTuple(list));
    return copy && Each(copy.get());
  }
  // A reference into the list is safe: nothing else runs until the end of the pass.
  PyObject* const* items = reinterpret_cast<PyListObject*>(list)->ob_item;
  for (Py_ssize_t i = 0; i < size; ++i) {
    i += ShortInts(items + i, size - i);
    if (i < size && !Value(items[i])) return false;
  }
  return nodes_ <= kMaxNodes || TooMany();
}

// Writes leading short ints, the commonest elements, as many as room is made for at once, and gives
// their number: a list of millions is refused before its bytes take up memory.
Py_ssize_t Encoder::ShortInts(PyObject* const* items, Py_ssize_t size) {
  constexpr Py_ssize_t kAtOnce = 512;
  size = std::min(size, kAtOnce);
  Py_ssize_t count = 0;
  std::uint8_t* const begin = out_->Room(Buffer::kHead * static_cast<std::size_t>(size));
  std::uint8_t* end = begin;
  for (; count < size && Py_TYPE(items[count]) == &PyLong_Type && IsShortInt(items[count]); ++count)
    end = PutSmallInt(ShortInt(items[count]), end);
  out_->Grew(static_cast<std::size_t>(end - begin));
  nodes_ += static_cast<std::size_t>(count);
  return count;
}

bool Encoder::Tuple(PyObject* tuple) {
  out_->OwnTag(Own::kTuple);
  out_->Head(Major::kArray, static_cast<std::uint64_t>(PyTuple_GET_SIZE(tuple)));
  const Ref held = Ref::To(careful_ ? tuple : nullptr);
  return Each(tuple);
}

bool Encoder::Each(PyObject* tuple) {
  const Py_ssize_t size = PyTuple_GET_SIZE(tuple);
  for (Py_ssize_t i = 0; i < size; ++i) {
    PyObject* item = PyTuple_GET_ITEM(tuple, i);
    if (item == nullptr) return Refuse("a container that is still being made");
    if (!Value(item)) return false;
  }
  return true;
}

bool Encoder::Dict(PyObject* dict) {
  Meet(dict);
  out_->OwnTag(Own::kDict);
  out_->Head(Major::kArray, 2 * static_cast<std::uint64_t>(PyDict_GET_SIZE(dict)));
  if (careful_) return Pairs(dict);
  Py_ssize_t position = 0;
  PyObject *key = nullptr, *value = nullptr;
  while (PyDict_Next(dict, &position, &key, &value))
    if (!Value(key) || !Value(value)) return false;
  return true;
}

bool Encoder::Pairs(PyObject* dict) {
  const Ref pairs(PyDict_Items(dict));
  if (!pairs) return false;
  const Ref copy(PyList_AsTuple(pairs.get()));
  if (!copy) return false;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(copy.get()); ++i)
    if (!Each(PyTuple_GET_ITEM(copy.get(), i))) return false;
  return true;
}

bool Encoder::Set(PyObject* set, bool frozen) {
  if (!frozen) Meet(set);
  const Py_ssize_t size = PySet_GET_SIZE(set);
  if (frozen)
    out_->OwnTag(Own::kFrozenSet);
  else
    wire::PutTag(*out_, wire::kSetTag);
  out_->Head(Major::kArray, static_cast<std::uint64_t>(size));
  const std::size_t first = elements_.size();
  if (!Elements(set)) return false;
  if (size > 1) SortElements(first);
  elements_.resize(first);
  return true;
}

bool Encoder::Elements(PyObject* set) {
#if PY_VERSION_HEX < 0x030D0000
  if (!careful_) {
    Py_ssize_t position = 0;
    Py_hash_t hash = 0;
    PyObject* element = nullptr;
    while (_PySet_NextEntry(set, &position, &element, &hash))
      if (!OneElement(element)) return false;
    return true;
  }
#endif
  const Ref copy(PySequence_Tuple(set));
  if (!copy) return false;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(copy.get()); ++i)
    if (!OneElement(PyTuple_GET_ITEM(copy.get(), i))) return false;
  return true;
}

bool Encoder::OneElement(PyObject* element) {
  const std::size_t begin = out_->size();
  if (!Value(element)) return false;
  elements_.push_back({begin, out_->size() - begin});
  return true;
}

// By encoded bytes: the order of iteration depends on the hash seed.
void Encoder::SortElements(std::size_t first) {
  const std::uint8_t* base = out_->data();
  const auto begin = elements_.begin() + static_cast<std::ptrdiff_t>(first);
  const std::size_t start = begin->begin;
  std::sort(begin, elements_.end(), [base](const Element& left, const Element& right) {
    const int order =
        std::memcmp(base + left.begin, base + right.begin, std::min(left.size, right.size));
    return order != 0 ? order < 0 : left.size < right.size;
  });
  sorted_.clear();
  for (auto element = begin; element != elements_.end(); ++element)
    sorted_.insert(sorted_.end(), base + element->begin, base + element->begin + element->size);
  std::memcpy(out_->data() + start, sorted_.data(), sorted_.size());
}

bool Encoder::Range(PyObject* range) {
  out_->OwnTag(Own::kRange);
  out_->Head(Major::kArray, 3);
  for (const char* name : {"start", "stop", "step"}) {
    const Ref part(PyObject_GetAttrString(range, name));
    if (!part || !Value(part.get())) return false;
  }
  return true;
}

// A slice is not a container (nothing can refer to it), but it nests.
bool Encoder::Slice(PyObject* slice) {
  const auto* parts = reinterpret_cast<PySliceObject*>(slice);
  if (++slices_ > kMaxDepth) return Refuse("deeper than 2000");
  const Ref held = Ref::To(careful_ ? slice : nullptr);
  out_->OwnTag(Own::kSlice);
  out_->Head(Major::kArray, 3);
  if (!Value(parts->start) || !Value(parts->stop) || !Value(parts->step)) return false;
  --slices_;
  return true;
}

bool Encoder::Reference(std::size_t depth) {
  wire::PutTag(*out_, wire::kReferenceTag);
  out_->Head(Major::kUnsigned, depth);
  return true;
}

bool Encoder::Refuse(const char* reason) {
  PyErr_SetString(hooks_.unencodable.get(), reason);
  return false;
}

}  // namespace lockstep::python
