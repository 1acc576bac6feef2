// The Decoder's tags: containers, shared values, and what Python has to build.
#include <algorithm>
#include <cstring>

#include "harness/python/extension/decoder.h"
#include "harness/python/extension/names.h"

namespace lockstep::python {

PyObject* Decoder::Tagged(std::uint64_t tag, Label label) {
  if (tag - wire::kOwn <= 0xff) return Own(tag, label);
  switch (tag) {
    case wire::kSetTag:
      return Set(false, label);
    case wire::kSharedTag:
      return Shared(label);
    case wire::kReferenceTag:
      return Reference();
    case wire::kPositiveBignum:
      return Bignum(false);
    case wire::kNegativeBignum:
      return Bignum(true);
    case wire::kComplexTag:
      return Complex();
    case wire::kWtf8Tag:
      return SurrogateText();
    case wire::kObjectTag:
      return Cold(tag);
    default:
      return Malformed("an unknown tag");
  }
}

PyObject* Decoder::Own(std::uint64_t tag, Label label) {
  switch (static_cast<wire::Own>(tag)) {
    case wire::Own::kTuple:
      return Tuple();
    case wire::Own::kDict:
      return Dict(label);
    case wire::Own::kFrozenSet:
      return Set(true, label);
    case wire::Own::kByteArray:
      return ByteArray(label);
    case wire::Own::kRange:
      return Range();
    case wire::Own::kSlice:
      return Slice();
    case wire::Own::kEllipsis:
      return Singleton(Py_Ellipsis);
    case wire::Own::kNotImplemented:
      return Singleton(Py_NotImplemented);
    case wire::Own::kMemoryView:
    case wire::Own::kSubclass:
    case wire::Own::kClass:
    case wire::Own::kFunction:
    case wire::Own::kModule:
    case wire::Own::kException:
    case wire::Own::kIterator:
    case wire::Own::kExpr:
    case wire::Own::kRole:
      return Cold(tag);
  }
  return Malformed("an unknown tag");
}

bool Decoder::Enter() {
  if (depth_ >= kMaxDepth) return Malformed("nested deeper than 2000"), false;
  ++depth_;
  return true;
}

bool Decoder::Fields(Ref* parts, std::uint64_t size) {
  std::uint64_t count = 0;
  if (!ArrayHead(count) || !Enter()) return false;
  if (count != size) return Malformed("another number of parts"), false;
  for (std::uint64_t i = 0; i < size; ++i) {
    parts[i] = Ref(Value());
    if (!parts[i]) return false;
  }
  --depth_;
  return true;
}

// `object`, which may be null, can be referred to from now on. Gives it back.
PyObject* Decoder::Name(Label label, PyObject* object) {
  if (label != kNoLabel && object != nullptr)
    labels_[static_cast<std::size_t>(label)] = Ref::To(object).release();
  return object;
}

PyObject* Decoder::Singleton(PyObject* object) {
  if (at_ == end_ || *at_ != wire::kNull) return Malformed("not null");
  ++at_;
  return Ref::To(object).release();
}

PyObject* Decoder::List(std::uint64_t size, Label label) {
  if (!Enter()) return nullptr;
  if (label != kNoLabel) return OpenList(size, label);
  Ref list(PyList_New(static_cast<Py_ssize_t>(size)));
  if (!list) return nullptr;
  ++mutables_;
  for (std::uint64_t i = 0; i < size; ++i) {
    PyObject* item = AtInteger() ? Integer() : Item(kNoLabel);
    if (item == nullptr) return nullptr;
    PyList_SET_ITEM(list.get(), static_cast<Py_ssize_t>(i), item);
  }
  --depth_;
  return list.release();
}

// A list that its own elements may refer to: it never shows an empty slot.
PyObject* Decoder::OpenList(std::uint64_t size, Label label) {
  Ref list(PyList_New(0));
  if (!list) return nullptr;
  ++mutables_;
  Name(label, list.get());
  for (std::uint64_t i = 0; i < size; ++i) {
    const Ref item(Item(kNoLabel));
    if (!item || PyList_Append(list.get(), item.get()) < 0) return nullptr;
  }
  --depth_;
  return list.release();
}

// A tuple cannot be referred to before it is whole.
PyObject* Decoder::Tuple() {
  std::uint64_t size = 0;
  if (!ArrayHead(size) || !Enter()) return nullptr;
  Ref tuple(PyTuple_New(static_cast<Py_ssize_t>(size)));
  if (!tuple) return nullptr;
  for (std::uint64_t i = 0; i < size; ++i) {
    PyObject* item = Value();
    if (item == nullptr) return nullptr;
    PyTuple_SET_ITEM(tuple.get(), static_cast<Py_ssize_t>(i), item);
  }
  --depth_;
  return tuple.release();
}

PyObject* Decoder::Dict(Label label) {
  std::uint64_t size = 0;
  if (!ArrayHead(size) || !Enter()) return nullptr;
  if (size % 2 != 0) return Malformed("a key without a value");
  Ref dict(PyDict_New());
  if (!dict) return nullptr;
  ++mutables_;
  Name(label, dict.get());
  if (!Pairs(dict.get(), size / 2)) return nullptr;
  --depth_;
  return dict.release();
}

bool Decoder::Pairs(PyObject* dict, std::uint64_t size) {
  for (std::uint64_t i = 0; i < size; ++i) {
    const Ref key(Item(kNoLabel));
    if (!key) return false;
    const Ref value(Item(kNoLabel));
    if (!value || PyDict_SetItem(dict, key.get(), value.get()) < 0) return false;
  }
  if (static_cast<std::uint64_t>(PyDict_GET_SIZE(dict)) != size) altered_ = true;
  return true;
}

PyObject* Decoder::Set(bool frozen, Label label) {
  std::uint64_t size = 0;
  if (!ArrayHead(size) || !Enter()) return nullptr;
  auto* type = reinterpret_cast<PyObject*>(&PyFrozenSet_Type);
  Ref set(!frozen     ? PySet_New(nullptr)
          : size == 0 ? PyObject_CallNoArgs(type)  // there is only one that is empty
                      : PyFrozenSet_New(nullptr));
  if (!set) return nullptr;
  if (!frozen) {
    ++mutables_;
    Name(label, set.get());
  }
  if (!Elements(set.get(), size)) return nullptr;
  --depth_;
  return set.release();
}

bool Decoder::Elements(PyObject* set, std::uint64_t size) {
  std::span<const std::uint8_t> before;
  for (std::uint64_t i = 0; i < size; ++i) {
    const std::uint8_t* start = at_;
    const Ref element(Item(kNoLabel));
    if (!element) return false;
    const std::span<const std::uint8_t> bytes(start, at_);
    // Equal ones may be two NaN objects.
    if (std::ranges::lexicographical_compare(bytes, before))
      return Malformed("a set out of order"), false;
    before = bytes;
    if (PySet_Add(set, element.get()) < 0) return false;
  }
  if (static_cast<std::uint64_t>(PySet_GET_SIZE(set)) != size) altered_ = true;
  return true;
}

PyObject* Decoder::ByteArray(Label label) {
  std::uint64_t size = 0;
  const std::uint8_t* bytes = nullptr;
  if (!BytesHead(size) || !Take(size, bytes)) return nullptr;
  ++mutables_;
  return Name(label, PyByteArray_FromStringAndSize(reinterpret_cast<const char*>(bytes),
                                                   static_cast<Py_ssize_t>(size)));
}

PyObject* Decoder::Range() {
  Ref parts[3];
  if (!Fields(parts, 3)) return nullptr;
  for (const Ref& part : parts)
    if (!PyLong_CheckExact(part.get())) return Malformed("a part of range is no int");
  if (PyObject_Not(parts[2].get())) return Malformed("a range that does not step");
  PyObject* arguments[] = {parts[0].get(), parts[1].get(), parts[2].get()};
  auto* type = reinterpret_cast<PyObject*>(&PyRange_Type);
  return PyObject_Vectorcall(type, arguments, 3, nullptr);
}

PyObject* Decoder::Slice() {
  Ref parts[3];
  if (!Fields(parts, 3)) return nullptr;
  return PySlice_New(parts[0].get(), parts[1].get(), parts[2].get());
}

PyObject* Decoder::Shared(Label outer) {
  if (outer != kNoLabel) return Malformed("shared twice");
  if (!Enter()) return nullptr;
  altered_ = true;
  const auto label = labels_.size();
  labels_.push_back(nullptr);
  PyObject* value = Item(static_cast<Label>(label));
  if (value == nullptr) return nullptr;
  if (labels_[label] == nullptr) Name(static_cast<Label>(label), value);
  --depth_;
  return value;
}

PyObject* Decoder::Reference() {
  wire::Major major{};
  std::uint64_t label = 0;
  if (!Head(major, label)) return nullptr;
  if (major != wire::Major::kUnsigned || label >= labels_.size())
    return Malformed("a reference to nothing");
  PyObject* object = labels_[static_cast<std::size_t>(label)];
  if (object == nullptr) return Malformed("a reference to a value that is not there yet");
  ++mutables_;
  return Ref::To(object).release();
}

// Classes, functions and modules are as good as atoms, but may have another name when they are
// encoded again.
PyObject* Decoder::Cold(std::uint64_t tag) {
  const auto own = static_cast<wire::Own>(tag);
  const bool atom = own == wire::Own::kClass || own == wire::Own::kFunction ||
                    own == wire::Own::kModule || own == wire::Own::kRole;
  altered_ = true;
  if (own == wire::Own::kClass || own == wire::Own::kFunction)
    if (PyObject* found = Named()) return found;
  if (!atom) {
    cold_ = true;
    ++mutables_;
  }
  const Ref payload(ColdPayload(atom || own == wire::Own::kExpr));
  if (!payload) return nullptr;
  const Ref number(PyLong_FromUnsignedLongLong(tag));
  if (!number) return nullptr;
  PyObject* arguments[] = {number.get(), payload.get()};
  return PyObject_Vectorcall(hooks_.build.get(), arguments, 2, nullptr);
}

// What is already imported by the name that follows; otherwise null, and nothing was read.
PyObject* Decoder::Named() {
  const std::uint8_t* start = at_;
  std::span<const std::uint8_t> name;
  if (TextBytes(name))
    if (Ref found = LookUp({reinterpret_cast<const char*>(name.data()), name.size()}))
      return found.release();
  PyErr_Clear();
  at_ = start;
  return nullptr;
}

// A name, or the parts: so that tags cannot stand over tags without end.
PyObject* Decoder::ColdPayload(bool name) {
  const auto major = at_ == end_ ? 0 : *at_ >> 5;
  const bool surrogates = end_ - at_ >= 3 && std::memcmp(at_, "\xd9\x01\x11", 3) == 0;
  if (name ? major != static_cast<int>(wire::Major::kText) && !surrogates
           : major != static_cast<int>(wire::Major::kArray))
    return Malformed(name ? "not a name" : "not an array");
  return Value();
}

}  // namespace lockstep::python
