#include "harness/python/extension/case_run.h"

#include <cstring>

#include "harness/python/extension/atoms.h"

namespace lockstep::python {
namespace {

const char* NameOf(PyTypeObject* type) {
  const char* dot = std::strrchr(type->tp_name, '.');
  return dot == nullptr ? type->tp_name : dot + 1;
}

constexpr std::uint8_t kUnmadeHead = 3;
constexpr Py_ssize_t kLongestReason = 200;

// Of the exception that is set, which is cleared: its name, and its words where it has any.
Ref WhyUnmade() {
  const Ref error = TakeException();
  if (!error) return Ref();
  const Ref name(
      PyObject_GetAttrString(reinterpret_cast<PyObject*>(Py_TYPE(error.get())), "__name__"));
  const Ref words(name ? PyObject_Str(error.get()) : nullptr);
  if (!words) PyErr_Clear();
  if (!words) return Ref::To(name.get());
  const Ref whole(PyUnicode_FromFormat("%U: %U", name.get(), words.get()));
  return Ref(whole ? PyUnicode_Substring(whole.get(), 0, kLongestReason) : nullptr);
}

}  // namespace

bool CaseRun::Run(Bytes bytes, std::uint32_t ticket, std::uint32_t row, Cell& cell) {
  if (!around_.Begin(ticket, row)) return false;
  switch (Deliver(bytes)) {
    case Delivery::kFailed:
      return false;
    case Delivery::kImpossible:
      cell.flags |= Cell::kNotDelivered;
      return true;
    case Delivery::kDone:
      break;
  }
  if (!around_.Enter()) return false;
  Came came = around_.call([this] { return Ref(arguments_.Call(function_)); });
  cell.ticks = around_.Leave();
  cell.kind = came.raised ? Cell::kRaised : Cell::kReturned;
  if (!came.value || !Observe(came.value.get(), bytes, cell)) return false;
  arguments_.Clear();
  came.value.Reset();
  around_.End();
  return true;
}

CaseRun::Delivery CaseRun::Deliver(Bytes bytes) {
  if (!arguments_.Decode(bytes)) return Undelivered();
  const Decoder& decoder = arguments_.decoder();
  if (decoder.cold()) around_.PythonRan();
  if (decoder.altered() && !decoder.cold()) arguments_.Snapshot();
  if (options_.pickle && !ThroughPickle()) return Undelivered();
  return Delivery::kDone;
}

// Bytes that are no case are the harness's fault; anything else is a case that cannot be had.
CaseRun::Delivery CaseRun::Undelivered() {
  arguments_.Clear();
  if (PyErr_Occurred() && PyErr_ExceptionMatches(hooks_.malformed.get())) return Delivery::kFailed;
  around_.PythonRan();
  const Ref reason = WhyUnmade();
  unmade_.Clear();
  wire::PutByte(unmade_, kUnmadeHead);
  if (reason && PutText(reason.get(), unmade_)) return Delivery::kImpossible;
  PyErr_Clear();
  unmade_.Clear();
  return Delivery::kImpossible;
}

bool CaseRun::ThroughPickle() {
  const Ref args = arguments_.Positional(), kwargs = arguments_.Keyword();
  if (!args || !kwargs) return false;
  const Ref both(PyTuple_Pack(2, args.get(), kwargs.get()));
  const Ref fresh(both ? PyObject_CallOneArg(options_.pickle.get(), both.get()) : nullptr);
  const Ref parts(fresh ? PySequence_Tuple(fresh.get()) : nullptr);
  if (!parts || PyTuple_GET_SIZE(parts.get()) != 2) return false;
  return arguments_.Replace(PyTuple_GET_ITEM(parts.get(), 0), PyTuple_GET_ITEM(parts.get(), 1));
}

// As long as no Python code runs, the arguments may be compared before the result is encoded:
// their containers are then known when it is.
bool CaseRun::Observe(PyObject* value, Bytes bytes, Cell& cell) {
  const bool asked = cell.kind == Cell::kReturned && Aliases::Possible(value);
  aliases_.Begin();
  if (asked) known_.Clear();
  compared_ = arguments_.decoder().cold() ? Arguments::Comparison::kUnknown
                                          : arguments_.Compare(asked ? &known_ : nullptr);
  const bool certain = compared_ == Arguments::Comparison::kSame && !options_.pickle;
  if (asked && !certain) LookForAliases(value);
  if (options_.pickle)
    EncodePickled(value, cell);
  else
    EncodeOutcome(value, asked && certain, cell);
  return PutEffects(bytes, cell);
}

void CaseRun::EncodeOutcome(PyObject* value, bool asked, Cell& cell) {
  Seen seen{.known = asked ? &known_ : nullptr};
  const bool plain = outcome_.EncodePlain(value, seen, cell);
  if (asked && (seen.repeated || !plain)) LookForAliases(value);
  if (plain) return;
  around_.PythonRan();
  compared_ = Arguments::Comparison::kUnknown;
  outcome_.EncodeCold(value, cell);
}

void CaseRun::EncodePickled(PyObject* value, Cell& cell) {
  compared_ = Arguments::Comparison::kUnknown;
  around_.PythonRan();
  const Ref fresh(PyObject_CallOneArg(options_.pickle.get(), value));
  if (fresh) return EncodeOutcome(fresh.get(), false, cell);
  const Ref error = TakeException();
  const char* name = error ? NameOf(Py_TYPE(error.get())) : "?";
  const Ref reason(PyUnicode_FromFormat("pickle: %s", name));
  outcome_.Refuse(reason.get(), cell);
}

void CaseRun::LookForAliases(PyObject* value) {
  for (std::size_t i = 0; i < arguments_.size(); ++i) {
    PyObject* name = arguments_.name(i);
    if (name == nullptr)
      aliases_.Argument(arguments_.value(i), i);
    else
      aliases_.Argument(arguments_.value(i), name);
  }
  aliases_.Result(value);
}

bool CaseRun::PutEffects(Bytes bytes, Cell& cell) {
  empty_ = true;
  consumed_ = false;
  effects_.Clear();
  effects_.Head(wire::Major::kArray, 5);
  const bool cold = arguments_.decoder().cold();
  if (!around_.UseUp()) return false;
  if (cold ? !PutColdArguments(bytes, cell) : !PutArguments(cell)) return false;
  PutAliases();
  if (!around_.PutSaid(effects_, empty_)) return false;
  wire::PutByte(effects_, consumed_ ? wire::kTrue : wire::kFalse);
  if (!empty_) cell.effects = DigestOf(effects_.bytes());
  return true;
}

bool CaseRun::PutArguments(Cell& cell) {
  using Comparison = Arguments::Comparison;
  if (compared_ == Comparison::kSame ||
      (compared_ == Comparison::kUnknown && !arguments_.Changed())) {
    wire::PutByte(effects_, wire::kNull);
    return true;
  }
  cell.flags |= Cell::kMutates;
  empty_ = false;
  const std::size_t start = effects_.size();
  if (arguments_.Encode(effects_)) return true;
  effects_.Truncate(start);
  const Ref reason = TakeReason();
  const Ref text(reason ? PyUnicode_FromFormat("unencodable: %U", reason.get()) : nullptr);
  effects_.Head(wire::Major::kArray, 1);
  return text && PutText(text.get(), effects_);
}

// Objects that only Python can build are compared with a second decoding of the same case: an
// iterator speaks once.
bool CaseRun::PutColdArguments(Bytes bytes, Cell& cell) {
  const Ref encoded = ToBytes(bytes);
  const Ref args = arguments_.Positional(), kwargs = arguments_.Keyword();
  if (!encoded || !args || !kwargs) return false;
  PyObject* arguments[] = {encoded.get(), args.get(), kwargs.get()};
  const Ref answer(PyObject_Vectorcall(options_.cold.get(), arguments, 3, nullptr));
  PyObject* after = nullptr;
  int consumed = 0, mutates = 0;
  if (!answer || !PyArg_ParseTuple(answer.get(), "Opp", &after, &consumed, &mutates)) return false;
  if (consumed) consumed_ = true, empty_ = false;
  if (mutates) cell.flags |= Cell::kMutates;
  if (after == Py_None) {
    wire::PutByte(effects_, wire::kNull);
    return true;
  }
  if (!PyBytes_Check(after)) return PyErr_BadArgument() != 0;
  empty_ = false;
  effects_.Append(PyBytes_AS_STRING(after), static_cast<std::size_t>(PyBytes_GET_SIZE(after)));
  return true;
}

void CaseRun::PutAliases() {
  effects_.Head(wire::Major::kArray, aliases_.said().size());
  for (const std::string& text : aliases_.said()) wire::PutText(effects_, text);
  if (!aliases_.said().empty()) empty_ = false;
}

}  // namespace lockstep::python
