#include "harness/python/extension/outcome.h"

#include "harness/python/extension/atoms.h"
#include "harness/python/extension/plain_exception.h"

namespace lockstep::python {
namespace {

constexpr std::uint8_t kReturnedHead = 0, kRaisedHead = 1, kUnencodableHead = 2;

}  // namespace

Ref TakeException() {
#if PY_VERSION_HEX >= 0x030C0000
  PyObject* value = PyErr_GetRaisedException();
#else
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
#endif
  if (value != nullptr) PyException_SetTraceback(value, Py_None);
  return Ref(value);
}

Ref TakeReason() {
  const Ref error = TakeException();
  if (!error || PyErr_GivenExceptionMatches(error.get(), PyExc_MemoryError)) return Ref();
  Ref reason(PyObject_GetAttrString(error.get(), "reason"));
  if (reason && PyUnicode_CheckExact(reason.get())) return reason;
  PyErr_Clear();
  return Ref(PyUnicode_FromString(Py_TYPE(error.get())->tp_name));
}

void Outcome::Begin(const Cell& cell) {
  for (Buffer* buffer : {&out_, &projected_}) {
    buffer->Clear();
    wire::PutByte(*buffer, cell.kind == Cell::kRaised ? kRaisedHead : kReturnedHead);
  }
}

bool Outcome::EncodePlain(PyObject* value, Seen& seen, Cell& cell) {
  if (cell.kind == Cell::kRaised && EncodeException(value, cell)) return true;
  Begin(cell);
  switch (encoder_.Plain(value, out_, seen)) {
    case Encoder::Pass::kCold:
      return false;
    case Encoder::Pass::kFailed:
      RefuseRaised(cell);
      break;
    case Encoder::Pass::kDone:
      cell.exact = cell.projected = DigestOf(out_.bytes());
  }
  return true;
}

bool Outcome::EncodeException(PyObject* exception, Cell& cell) {
  Begin(cell);
  if (!EncodePlainException(exception, hooks_.exceptions, out_, projected_)) return false;
  Digest(cell);
  return true;
}

void Outcome::EncodeCold(PyObject* value, Cell& cell) {
  Begin(cell);
  if (!encoder_.Careful(value, out_, false) || !encoder_.Careful(value, projected_, true))
    return RefuseRaised(cell);
  Digest(cell);
}

void Outcome::Digest(Cell& cell) {
  cell.exact = DigestOf(out_.bytes());
  cell.projected = DigestOf(projected_.bytes());
}

void Outcome::RefuseRaised(Cell& cell) {
  const Ref reason = TakeReason();
  Refuse(reason.get(), cell);
}

void Outcome::Refuse(PyObject* reason, Cell& cell) {
  cell.kind = Cell::kUnencodable;
  out_.Clear();
  wire::PutByte(out_, kUnencodableHead);
  if (reason == nullptr || !PutText(reason, out_)) {
    PyErr_Clear();
    wire::PutText(out_, "out of memory");
  }
  cell.exact = cell.projected = DigestOf(out_.bytes());
}

}  // namespace lockstep::python
