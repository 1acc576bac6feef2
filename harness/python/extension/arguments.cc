#include "harness/python/extension/arguments.h"

#include <algorithm>
#include <cstring>

#include "harness/python/extension/atoms.h"

namespace lockstep::python {

bool Arguments::Decode(std::span<const std::uint8_t> bytes) {
  Clear();
  bytes_ = bytes;
  decoder_.Begin(bytes, kDepth);
  std::uint64_t count = 0;
  if (!DecodeStep() || !decoder_.ArrayHead(count)) return false;
  for (std::uint64_t i = 0; i < count; ++i)
    if (!DecodeValue()) return false;
  positional_ = values_.size();
  if (!decoder_.ArrayHead(count)) return false;
  if (count > 0 && !DecodeKeywords(count)) return false;
  return decoder_.AtEnd() || (decoder_.Malformed("bytes behind the case"), false);
}

bool Arguments::DecodeStep() {
  std::uint64_t steps = 0, parts = 0;
  Text operation;
  if (!decoder_.ArrayHead(steps)) return false;
  if (steps != 1) return decoder_.Malformed("not a case of one step"), false;
  if (!decoder_.ArrayHead(parts)) return false;
  if (parts != 3) return decoder_.Malformed("a step has three parts"), false;
  return decoder_.TextBytes(operation);
}

bool Arguments::DecodeValue() {
  const std::size_t begin = decoder_.Offset(), mutables = decoder_.mutables();
  PyObject* object = decoder_.Value();
  if (object == nullptr) return false;
  const bool fixed = decoder_.mutables() == mutables;
  stack_.push_back(object);
  values_.push_back({object, begin, decoder_.Offset(), fixed, false, atoms_.size(), 0});
  values_.back().flat = TakeAtoms(object);
  values_.back().last = atoms_.size();
  return true;
}

bool Arguments::TakeAtoms(PyObject* object) {
  if (!PyList_CheckExact(object)) return false;
  PyObject* const* items = reinterpret_cast<PyListObject*>(object)->ob_item;
  const auto size = static_cast<std::size_t>(PyList_GET_SIZE(object));
  const std::size_t first = atoms_.size();
  atoms_.resize(first + size);
  std::size_t taken = 0;
  for (; taken < size && IsAtom(items[taken]); ++taken)
    atoms_[first + taken] = Ref::To(items[taken]).release();
  if (taken == size) return true;
  while (taken > 0) Py_DECREF(atoms_[first + --taken]);
  atoms_.resize(first);
  return false;
}

bool Arguments::DecodeKeywords(std::uint64_t count) {
  if (count % 2 != 0) return decoder_.Malformed("a name without a value"), false;
  name_bytes_.clear();
  for (std::uint64_t i = 0; i < count / 2; ++i) {
    Text name;
    if (!decoder_.TextBytes(name)) return false;
    name_bytes_.push_back(name);
    if (!DecodeValue()) return false;
  }
  return SameNames() || NameKeywords();
}

bool Arguments::SameNames() const {
  if (!names_ || name_bytes_.size() != name_texts_.size()) return false;
  for (std::size_t i = 0; i < name_bytes_.size(); ++i)
    if (name_bytes_[i].size() != name_texts_[i].size() ||
        std::memcmp(name_bytes_[i].data(), name_texts_[i].data(), name_bytes_[i].size()) != 0)
      return false;
  return true;
}

bool Arguments::NameKeywords() {
  name_texts_.clear();
  Ref names(PyTuple_New(static_cast<Py_ssize_t>(name_bytes_.size())));
  if (!names) return false;
  Py_ssize_t place = 0;
  for (const Text bytes : name_bytes_) {
    PyObject* name = decoder_.Decoded(bytes, "strict");
    if (name == nullptr) return false;
    PyUnicode_InternInPlace(&name);
    PyTuple_SET_ITEM(names.get(), place++, name);
    name_texts_.emplace_back(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }
  names_ = std::move(names);
  return true;
}

void Arguments::Clear() {
  while (!values_.empty()) {
    PyObject* last = values_.back().object;
    values_.pop_back();
    Py_DECREF(last);
  }
  for (PyObject* atom : atoms_) Py_DECREF(atom);
  atoms_.clear();
  stack_.resize(1);
  decoder_.End();
  snapshot_ = incomparable_ = false;
}

PyObject* Arguments::Call(PyObject* function) const {
  return PyObject_Vectorcall(function, stack_.data() + 1,
                             positional_ | PY_VECTORCALL_ARGUMENTS_OFFSET,
                             values_.size() > positional_ ? names_.get() : nullptr);
}

Ref Arguments::Positional() const {
  Ref args(PyList_New(static_cast<Py_ssize_t>(positional_)));
  for (std::size_t i = 0; args && i < positional_; ++i)
    PyList_SET_ITEM(args.get(), static_cast<Py_ssize_t>(i), Ref::To(stack_[i + 1]).release());
  return args;
}

Ref Arguments::Keyword() const {
  Ref kwargs(PyDict_New());
  for (std::size_t i = positional_; kwargs && i < values_.size(); ++i) {
    if (PyDict_SetItem(kwargs.get(), name(i), values_[i].object) < 0) return Ref();
  }
  return kwargs;
}

// The names stay: only values go through pickle.
bool Arguments::Replace(PyObject* args, PyObject* kwargs) {
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const Ref name = Ref::To(this->name(i));
    Ref fresh(name ? PyObject_GetItem(kwargs, name.get())
                   : PySequence_GetItem(args, static_cast<Py_ssize_t>(i)));
    if (!fresh) return false;
    const Ref old(values_[i].object);
    values_[i].object = stack_[i + 1] = fresh.release();
  }
  return true;
}

void Arguments::Snapshot() {
  snapshot_ = true;
  before_.Clear();
  for (Value& value : values_) {
    if (value.fixed) continue;
    value.begin = before_.size();
    incomparable_ = incomparable_ || !encoder_.Encode(value.object, before_);
    value.end = before_.size();
  }
  if (incomparable_) PyErr_Clear();
}

// The very same atoms in a list of atoms: most calls leave them, and nothing need be encoded.
bool Arguments::Untouched(const Value& value) const {
  if (!value.flat || !PyList_CheckExact(value.object)) return false;
  const std::span<PyObject* const> atoms(atoms_.data() + value.first, value.last - value.first);
  return static_cast<std::size_t>(PyList_GET_SIZE(value.object)) == atoms.size() &&
         std::equal(atoms.begin(), atoms.end(),
                    reinterpret_cast<PyListObject*>(value.object)->ob_item);
}

bool Arguments::AsBefore(const Value& value) const {
  const std::uint8_t* before = snapshot_ ? before_.data() : bytes_.data();
  return after_.size() == value.end - value.begin &&
         std::memcmp(after_.data(), before + value.begin, after_.size()) == 0;
}

Arguments::Comparison Arguments::Compare(Identities* known) {
  if (incomparable_) return Comparison::kUnknown;
  for (const Value& value : values_) {
    if (value.fixed) continue;
    if (Untouched(value)) {
      if (known != nullptr) known->Insert(value.object);
      continue;
    }
    Seen seen{.known = known};
    after_.Clear();
    const Encoder::Pass pass = encoder_.Plain(value.object, after_, seen);
    if (pass == Encoder::Pass::kCold) return Comparison::kUnknown;
    if (pass == Encoder::Pass::kFailed) PyErr_Clear();
    if (pass == Encoder::Pass::kFailed || !AsBefore(value)) return Comparison::kChanged;
  }
  return Comparison::kSame;
}

bool Arguments::Changed() {
  if (incomparable_) return false;
  for (const Value& value : values_) {
    if (value.fixed || Untouched(value)) continue;
    after_.Clear();
    if (encoder_.Encode(value.object, after_)) {
      if (!AsBefore(value)) return true;
    } else {
      PyErr_Clear();
      return true;
    }
  }
  return false;
}

bool Arguments::Encode(Buffer& out) {
  const Ref all(PyList_New(static_cast<Py_ssize_t>(values_.size())));
  if (!all) return false;
  for (std::size_t i = 0; i < values_.size(); ++i)
    PyList_SET_ITEM(all.get(), static_cast<Py_ssize_t>(i), Ref::To(values_[i].object).release());
  return encoder_.Encode(all.get(), out);
}

}  // namespace lockstep::python
