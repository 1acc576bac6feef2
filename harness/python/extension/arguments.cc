#include "harness/python/extension/arguments.h"

#include <cstring>

namespace lockstep::python {

bool Arguments::Decode(std::span<const std::uint8_t> bytes) {
  Clear();
  bytes_ = bytes;
  decoder_.Begin(bytes);
  std::uint64_t steps = 0, parts = 0, count = 0;
  std::span<const std::uint8_t> operation;
  if (!decoder_.ArrayHead(steps)) return false;
  if (steps != 1) return decoder_.Malformed("a function's case has one step"), false;
  if (!decoder_.ArrayHead(parts)) return false;
  if (parts != 3) return decoder_.Malformed("a step has three parts"), false;
  if (!decoder_.TextBytes(operation)) return false;
  if (!operation.empty()) return decoder_.Malformed("a function has no operations"), false;
  if (!decoder_.ArrayHead(count)) return false;
  for (std::uint64_t i = 0; i < count; ++i)
    if (!DecodeValue()) return false;
  positional_ = values_.size();
  if (!decoder_.ArrayHead(count)) return false;
  if (count > 0 && !DecodeKeywords(count)) return false;
  return decoder_.AtEnd() || (decoder_.Malformed("bytes behind the case"), false);
}

bool Arguments::DecodeValue() {
  const std::size_t begin = decoder_.Offset(), mutables = decoder_.mutables();
  PyObject* object = decoder_.Value();
  if (object == nullptr) return false;
  const bool fixed = decoder_.mutables() == mutables;
  stack_.push_back(object);
  values_.push_back({object, begin, decoder_.Offset(), fixed});
  return true;
}

bool Arguments::DecodeKeywords(std::uint64_t count) {
  if (count % 2 != 0) return decoder_.Malformed("a name without a value"), false;
  name_bytes_.clear();
  for (std::uint64_t i = 0; i < count / 2; ++i) {
    std::span<const std::uint8_t> name;
    if (!decoder_.TextBytes(name)) return false;
    name_bytes_.push_back(name);
    if (!DecodeValue()) return false;
  }
  keywords_ = true;
  return SameNames(name_bytes_) || NameKeywords(name_bytes_);
}

bool Arguments::SameNames(const std::vector<std::span<const std::uint8_t>>& names) const {
  if (!names_ || names.size() != name_texts_.size()) return false;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i].size() != name_texts_[i].size() ||
        std::memcmp(names[i].data(), name_texts_[i].data(), names[i].size()) != 0)
      return false;
  return true;
}

bool Arguments::NameKeywords(const std::vector<std::span<const std::uint8_t>>& names) {
  name_texts_.clear();
  names_ = Ref(PyTuple_New(static_cast<Py_ssize_t>(names.size())));
  if (!names_) return false;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const char* text = reinterpret_cast<const char*>(names[i].data());
    PyObject* name =
        PyUnicode_DecodeUTF8(text, static_cast<Py_ssize_t>(names[i].size()), "strict");
    if (name == nullptr) return names_.Reset(), false;
    PyUnicode_InternInPlace(&name);
    PyTuple_SET_ITEM(names_.get(), static_cast<Py_ssize_t>(i), name);
    name_texts_.emplace_back(text, names[i].size());
  }
  return true;
}

void Arguments::Clear() {
  while (!values_.empty()) {
    PyObject* last = values_.back().object;
    values_.pop_back();
    Py_DECREF(last);
  }
  stack_.resize(1);
  decoder_.End();
  keywords_ = snapshot_ = false;
}

PyObject* Arguments::Call(PyObject* function) const {
  return PyObject_Vectorcall(function, stack_.data() + 1,
                             positional_ | PY_VECTORCALL_ARGUMENTS_OFFSET,
                             keywords_ ? names_.get() : nullptr);
}

Ref Arguments::Positional() const {
  Ref args(PyTuple_New(static_cast<Py_ssize_t>(positional_)));
  for (std::size_t i = 0; args && i < positional_; ++i)
    PyTuple_SET_ITEM(args.get(), static_cast<Py_ssize_t>(i), Ref::To(stack_[i + 1]).release());
  return args;
}

Ref Arguments::Keyword() const {
  Ref kwargs(PyDict_New());
  for (std::size_t i = positional_; kwargs && i < values_.size(); ++i) {
    PyObject* name = PyTuple_GET_ITEM(names_.get(), static_cast<Py_ssize_t>(i - positional_));
    if (PyDict_SetItem(kwargs.get(), name, values_[i].object) < 0) return Ref();
  }
  return kwargs;
}

// The names stay: nothing but values goes through pickle.
bool Arguments::Replace(PyObject* args, PyObject* kwargs) {
  if (!PyTuple_Check(args) || static_cast<std::size_t>(PyTuple_GET_SIZE(args)) != positional_ ||
      !PyDict_Check(kwargs)) {
    PyErr_SetString(PyExc_TypeError, "other arguments came back");
    return false;
  }
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const auto at = static_cast<Py_ssize_t>(i < positional_ ? i : i - positional_);
    PyObject* fresh = i < positional_
                          ? PyTuple_GET_ITEM(args, at)
                          : PyDict_GetItemWithError(kwargs, PyTuple_GET_ITEM(names_.get(), at));
    if (fresh == nullptr) {
      if (!PyErr_Occurred()) PyErr_SetString(PyExc_TypeError, "other arguments came back");
      return false;
    }
    Py_INCREF(fresh);
    const Ref old(values_[i].object);
    values_[i].object = stack_[i + 1] = fresh;
  }
  return true;
}

bool Arguments::Snapshot() {
  before_.Clear();
  for (Value& value : values_) {
    if (value.fixed) continue;
    Seen seen;
    value.begin = before_.size();
    if (!encoder_.Encode(value.object, before_, seen)) return false;
    value.end = before_.size();
  }
  snapshot_ = true;
  return true;
}

bool Arguments::Changed(bool& good) {
  for (const Value& value : values_) {
    if (value.fixed) continue;
    Seen seen;
    after_.Clear();
    good = encoder_.Encode(value.object, after_, seen);
    if (!good) return true;
    if (after_.size() != value.end - value.begin ||
        std::memcmp(after_.data(), Before() + value.begin, after_.size()) != 0)
      return true;
  }
  return false;
}

bool Arguments::Encode(Buffer& out) {
  out.Head(wire::Major::kArray, values_.size());
  for (const Value& value : values_) {
    Seen seen;
    if (!encoder_.Encode(value.object, out, seen)) return false;
  }
  return true;
}

}  // namespace lockstep::python
