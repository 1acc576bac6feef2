#include "harness/python/extension/case_run.h"

#include "harness/python/extension/atoms.h"

namespace lockstep::python {
namespace {

enum Head : std::uint8_t { kReturnedHead, kRaisedHead, kUnencodableHead };

// The exception that is set, as an object with its traceback; none is set afterwards.
Ref TakeException() {
#if PY_VERSION_HEX >= 0x030C0000
  return Ref(PyErr_GetRaisedException());
#else
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  if (traceback != nullptr) PyException_SetTraceback(value, traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  return Ref(value);
#endif
}

bool IsAtom(PyObject* value) {
  PyTypeObject* type = Py_TYPE(value);
  return type == &PyLong_Type || type == &PyUnicode_Type || type == &PyFloat_Type ||
         type == &PyBool_Type || type == &PyBytes_Type || value == Py_None;
}

}  // namespace

bool CaseRun::Run(std::span<const std::uint8_t> bytes, std::uint32_t ticket, std::uint32_t row,
                  Cell& cell) {
  mark_.Set(ticket, row, Phase::kDecoding);
  if (!Deliver(bytes, cell)) return false;
  if (cell.flags & Cell::kNotDelivered) return true;
  mark_.Set(ticket, row, Phase::kInCall);
  Ref value = Called(cell);
  fork_guard_.Check();
  mark_.Set(ticket, row, Phase::kEncoding);
  if (pickle_ != nullptr) value = Result(std::move(value), cell);
  EncodeOutcome(value.get(), cell);
  if (!ObserveEffects(value.get(), cell)) return false;
  fork_guard_.Check();
  value.Reset();
  arguments_.Clear();
  return true;
}

bool CaseRun::NotDelivered(Cell& cell) {
  PyErr_Clear();
  cell.kind = Cell::kMissing;
  cell.flags |= Cell::kNotDelivered;
  outcome_.Clear();
  effects_.Clear();
  arguments_.Clear();
  return true;
}

bool CaseRun::Deliver(std::span<const std::uint8_t> bytes, Cell& cell) {
  if (state_.assume) {
    if (!arguments_.Decode(bytes) || !Assumed(cell)) return NotDelivered(cell);
  }
  if (!arguments_.Decode(bytes)) return NotDelivered(cell);
  if (pickle_ != nullptr && !ThroughPickle()) return NotDelivered(cell);
  if (arguments_.decoder().altered() && !arguments_.Snapshot()) return NotDelivered(cell);
  return true;
}

bool CaseRun::Assumed(Cell&) {
  const Ref answer(arguments_.Call(state_.assume.get()));
  fork_guard_.Check();
  return answer && PyObject_IsTrue(answer.get()) == 1;
}

bool CaseRun::ThroughPickle() {
  const Ref args = arguments_.Positional(), kwargs = arguments_.Keyword();
  if (!args || !kwargs) return false;
  const Ref both(PyTuple_Pack(2, args.get(), kwargs.get()));
  if (!both) return false;
  const Ref fresh(PyObject_CallOneArg(pickle_, both.get()));
  if (!fresh) return false;
  if (!PyTuple_Check(fresh.get()) || PyTuple_GET_SIZE(fresh.get()) != 2) return false;
  return arguments_.Replace(PyTuple_GET_ITEM(fresh.get(), 0), PyTuple_GET_ITEM(fresh.get(), 1));
}

// What came of the call: the result, or the exception.
Ref CaseRun::Called(Cell& cell) {
  const std::uint64_t start = Ticks::Now();
  Ref value(arguments_.Call(function_));
  const std::uint64_t ticks = Ticks::Now() - start;
  cell.ticks = static_cast<std::uint32_t>(std::min<std::uint64_t>(ticks, UINT32_MAX));
  cell.kind = value ? Cell::kReturned : Cell::kRaised;
  return value ? std::move(value) : TakeException();
}

Ref CaseRun::Result(Ref value, Cell& cell) {
  Ref fresh(PyObject_CallOneArg(pickle_, value.get()));
  if (fresh) return fresh;
  cell.kind = Cell::kUnencodable;
  return TakeException();
}

void CaseRun::EncodeOutcome(PyObject* value, Cell& cell) {
  outcome_.Clear();
  if (cell.kind == Cell::kUnencodable) return RefuseOutcome(cell);
  const std::uint8_t head = cell.kind == Cell::kRaised ? kRaisedHead : kReturnedHead;
  wire::PutByte(outcome_, head);
  known_.Clear();
  seen_ = {.known = &known_};
  if (!IsAtom(value))
    for (PyObject* container : arguments_.decoder().containers()) known_.Insert(container);
  if (!encoder_.Encode(value, outcome_, seen_)) return RefuseOutcome(cell);
  cell.exact = cell.projected = DigestOf(outcome_.bytes());
  if (!seen_.cold || !hooks_.projection) return;
  Seen ignored;
  projected_.Clear();
  wire::PutByte(projected_, head);
  if (!encoder_.Encode(value, projected_, ignored, true)) return RefuseOutcome(cell);
  cell.projected = DigestOf(projected_.bytes());
}

// The exception that is set is the reason.
void CaseRun::RefuseOutcome(Cell& cell) {
  const Ref error = TakeException();
  cell.kind = Cell::kUnencodable;
  outcome_.Clear();
  wire::PutByte(outcome_, kUnencodableHead);
  Ref reason(PyObject_GetAttrString(error.get(), "reason"));
  if (!reason || !PyUnicode_CheckExact(reason.get())) {
    PyErr_Clear();
    reason = Ref(PyUnicode_FromString(Py_TYPE(error.get())->tp_name));
  }
  if (!reason || !PutText(reason.get(), outcome_)) PyErr_Clear();
  cell.exact = cell.projected = DigestOf(outcome_.bytes());
}

bool CaseRun::ObserveEffects(PyObject* value, Cell& cell) {
  bool any = false;
  effects_.Clear();
  effects_.Head(wire::Major::kArray, 5);
  if (!PutArguments(cell, any) || !PutAliases(value, any) || !PutTexts(state_.warnings, any) ||
      !PutOutput(any))
    return false;
  wire::PutByte(effects_, wire::kFalse);
  if (any) cell.effects = DigestOf(effects_.bytes());
  return true;
}

bool CaseRun::PutArguments(Cell& cell, bool& any) {
  bool good = true;
  if (!arguments_.Changed(good)) {
    wire::PutByte(effects_, wire::kNull);
    return true;
  }
  cell.flags |= Cell::kMutates;
  any = true;
  return good && arguments_.Encode(effects_);
}

bool CaseRun::PutAliases(PyObject* value, bool& any) {
  if (!seen_.repeated) {
    effects_.Head(wire::Major::kArray, 0);
    return true;
  }
  const Ref texts = AliasesOf(value);
  if (!texts) return false;
  return PutTexts(texts.get(), any);
}

Ref CaseRun::AliasesOf(PyObject* value) {
  if (!state_.aliases) return Ref(PyList_New(0));
  return Ref(PyObject_CallOneArg(state_.aliases.get(), value));
}

bool CaseRun::PutTexts(PyObject* list, bool& any) {
  const Py_ssize_t size = list == nullptr ? 0 : PyList_GET_SIZE(list);
  effects_.Head(wire::Major::kArray, static_cast<std::uint64_t>(size));
  if (size == 0) return true;
  any = true;
  for (Py_ssize_t i = 0; i < size; ++i) {
    PyObject* text = PyList_GET_ITEM(list, i);
    if (!PyUnicode_CheckExact(text)) return PyErr_BadInternalCall(), false;
    if (!PutText(text, effects_)) return false;
  }
  return list != state_.warnings || PyList_SetSlice(list, 0, size, nullptr) == 0;
}

bool CaseRun::PutOutput(bool& any) {
  if (state_.output == nullptr || PyList_GET_SIZE(state_.output) == 0) {
    effects_.Head(wire::Major::kText, 0);
    return true;
  }
  any = true;
  const Ref nothing(PyUnicode_New(0, 0));
  const Ref text(nothing ? PyUnicode_Join(nothing.get(), state_.output) : nullptr);
  if (!text || !PutText(text.get(), effects_)) return false;
  return PyList_SetSlice(state_.output, 0, PyList_GET_SIZE(state_.output), nullptr) == 0;
}

}  // namespace lockstep::python
