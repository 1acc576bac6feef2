#include "harness/python/extension/sequence_play.h"

#include "harness/python/extension/atoms.h"
#include "harness/python/extension/outcome.h"
#include "harness/python/extension/plain_exception.h"

namespace lockstep::python {
namespace {

constexpr std::uint8_t kReturned[] = {0}, kMade[] = {0, wire::kNull}, kNothing[] = {3, wire::kNull};

std::span<const std::uint8_t> BytesOf(PyObject* bytes) {
  return {reinterpret_cast<const std::uint8_t*>(PyBytes_AS_STRING(bytes)),
          static_cast<std::size_t>(PyBytes_GET_SIZE(bytes))};
}

// From names and values by turns; a later name takes the place of an earlier one.
Ref KeywordsOf(PyObject* named) {
  Ref kwargs(PyDict_New());
  for (Py_ssize_t i = 0; kwargs && i + 1 < PyList_GET_SIZE(named); i += 2)
    if (PyDict_SetItem(kwargs.get(), PyList_GET_ITEM(named, i), PyList_GET_ITEM(named, i + 1)) < 0)
      return Ref();
  return kwargs;
}

Ref Call(PyObject* function, PyObject* args, PyObject* named) {
  const Ref positional(PyList_AsTuple(args));
  if (!positional) return Ref();
  if (PyList_GET_SIZE(named) == 0) return Ref(PyObject_CallObject(function, positional.get()));
  const Ref kwargs = KeywordsOf(named);
  return kwargs ? Ref(PyObject_Call(function, positional.get(), kwargs.get())) : Ref();
}

Ref CallWith(PyObject* function, PyObject* first, PyObject* second) {
  PyObject* both[] = {first, second};
  return Ref(PyObject_Vectorcall(function, both, 2, nullptr));
}

// What these give tells of the class, or of an address.
bool TellsOfTheClass(PyObject* operation) {
  for (const char* name : {"__hash__", "__repr__", "__str__", "__format__"})
    if (PyUnicode_CompareWithASCIIString(operation, name) == 0) return true;
  return false;
}

}  // namespace

bool SequencePlay::Can(PyObject* steps) {
  for (Py_ssize_t i = 1; i < PyList_GET_SIZE(steps); ++i) {
    PyObject* operation = PyList_GET_ITEM(PyList_GET_ITEM(steps, i), 0);
    const Py_ssize_t length = PyUnicode_GET_LENGTH(operation);
    if (length == 0 || PyUnicode_FindChar(operation, '.', 0, length, 1) >= 0) return false;
  }
  return true;
}

PyObject* SequencePlay::Play(PyObject* steps) {
  const Py_ssize_t count = PyList_GET_SIZE(steps);
  gave_ = Ref(PyList_New(0));
  if (!gave_) return nullptr;
  Both(kReturned);
  exact_.Head(wire::Major::kArray, static_cast<std::uint64_t>(count));
  for (Py_ssize_t i = 0; i < count && i < PyList_GET_SIZE(steps); ++i) {
    const Ref step = Ref::To(PyList_GET_ITEM(steps, i));
    if (!Step(step.get(), i + 1 == count)) return nullptr;
  }
  return Answer();
}

// Names are interned, for only those are found in the cache of attributes.
bool SequencePlay::Step(PyObject* step, bool last) {
  PyObject* name = Ref::To(PyList_GET_ITEM(step, 0)).release();
  PyUnicode_InternInPlace(&name);
  const Ref operation(name);
  const Ref args = Ref::To(PyList_GET_ITEM(step, 1)), named = Ref::To(PyList_GET_ITEM(step, 2));
  const std::size_t begin = exact_.size();
  exact_.Head(wire::Major::kArray, 5);
  if (!PutText(name, exact_)) return false;
  if (split_) projected_.Append(exact_.bytes().subspan(begin));
  const bool good = PyUnicode_GET_LENGTH(name) == 0 ? Make(args.get(), named.get())
                                                    : Do(name, args.get(), named.get());
  return good && State(last);
}

bool SequencePlay::Make(PyObject* args, PyObject* named) {
  Came came = around_([&] { return Call(stage_.target, args, named); });
  if (came.raised) return Raised(std::move(came.value));
  PyObject* const made = came.value.get();
  if (!IsInstance(made) && !Ref(PyObject_CallOneArg(stage_.meet, made)))
    return Raised(TakeException());
  instance_ = std::move(came.value);
  Both(kMade);
  return PyList_Append(gave_.get(), instance_.get()) == 0;
}

bool SequencePlay::Do(PyObject* operation, PyObject* args, PyObject* named) {
  if (!instance_) return Both(kNothing), true;
  Came came = around_([&] {
    const Ref method(PyObject_GetAttr(instance_.get(), operation));
    return method ? Call(method.get(), args, named) : Ref();
  });
  if (came.raised) return Raised(std::move(came.value));
  const Ref& result = came.value;
  return PyList_Append(gave_.get(), result.get()) == 0 && Gave(operation, result.get());
}

bool SequencePlay::Gave(PyObject* operation, PyObject* result) {
  if (!IsToBeShown(operation, result) && Plain(result)) return true;
  return Pair(CallWith(stage_.shown, operation, result));
}

bool SequencePlay::State(bool last) {
  if (!instance_) return Both(kNothing), true;
  const Ref seen(PyObject_CallOneArg(last ? stage_.closely : stage_.observe, instance_.get()));
  if (!seen) return Raised(TakeException());
  return Plain(seen.get()) || Pair(CallWith(stage_.encoded, Py_False, seen.get()));
}

bool SequencePlay::Raised(Ref error) {
  if (!error) return false;
  Split();
  const std::size_t exact = exact_.size(), projected = projected_.size();
  wire::PutByte(exact_, 1);
  wire::PutByte(projected_, 1);
  if (EncodePlainException(error.get(), hooks_.exceptions, exact_, projected_)) return true;
  exact_.Truncate(exact);
  projected_.Truncate(projected);
  return Pair(CallWith(stage_.encoded, Py_True, error.get()));
}

bool SequencePlay::IsInstance(PyObject* value) const {
  PyObject* const type = reinterpret_cast<PyObject*>(Py_TYPE(value));
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(stage_.classes); ++i)
    if (PyList_GET_ITEM(stage_.classes, i) == type) return true;
  return false;
}

bool SequencePlay::IsToBeShown(PyObject* operation, PyObject* result) const {
  return IsInstance(result) || TellsOfTheClass(operation);
}

// Appends a value that was returned. False: not without Python, and nothing was appended.
bool SequencePlay::Plain(PyObject* value) {
  const std::size_t begin = exact_.size();
  wire::PutByte(exact_, 0);
  Seen seen;
  if (encoder_.Plain(value, exact_, seen) == Encoder::Pass::kDone) {
    if (split_) projected_.Append(exact_.bytes().subspan(begin));
    return true;
  }
  PyErr_Clear();
  exact_.Truncate(begin);
  return false;
}

bool SequencePlay::Pair(const Ref& pair) {
  PyObject *exact = nullptr, *projected = nullptr;
  if (!pair || !PyArg_ParseTuple(pair.get(), "SS", &exact, &projected)) return false;
  if (exact == projected) return Both(BytesOf(exact)), true;
  Split();
  exact_.Append(BytesOf(exact));
  projected_.Append(BytesOf(projected));
  return true;
}

void SequencePlay::Both(std::span<const std::uint8_t> bytes) {
  exact_.Append(bytes);
  if (split_) projected_.Append(bytes);
}

void SequencePlay::Split() {
  if (!split_) projected_.Append(exact_.bytes());
  split_ = true;
}

PyObject* SequencePlay::Answer() {
  const Ref exact = ToBytes(exact_.bytes());
  if (!exact || !split_)
    return exact ? PyTuple_Pack(3, exact.get(), exact.get(), gave_.get()) : nullptr;
  const Ref projected = ToBytes(projected_.bytes());
  return projected ? PyTuple_Pack(3, exact.get(), projected.get(), gave_.get()) : nullptr;
}

}  // namespace lockstep::python
