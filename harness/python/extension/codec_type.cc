#include "harness/python/extension/codec_type.h"

#include <structmember.h>

#include <cstddef>
#include <new>

#include "harness/python/extension/decoder.h"
#include "harness/python/extension/digest.h"
#include "harness/python/extension/encoder.h"
#include "harness/python/extension/module_state.h"
#include "harness/python/extension/outcome.h"
#include "harness/python/extension/sequence_play.h"

namespace lockstep::python {
namespace {

struct CodecObject {
  PyObject_HEAD Hooks hooks;
  ForkGuard fork_guard;  // here, so that it is mapped once and not for every batch
  char cold;  // of the last encode: Python was needed; of the last decode: bytes might differ
};

CodecObject& Self(PyObject* self) { return *reinterpret_cast<CodecObject*>(self); }
Hooks& Mutable(PyObject* self) { return Self(self).hooks; }

bool FromPackage(const char* module_name, const char* name, Ref& slot) {
  const Ref module(PyImport_ImportModule(module_name));
  if (module) slot = Ref(PyObject_GetAttrString(module.get(), name));
  return static_cast<bool>(slot);
}

bool SetClasses(Hooks& hooks) {
  return FromPackage("lockstep.worker.values.item", "Item", hooks.item) &&
         FromPackage("lockstep.worker.values.item", "Unencodable", hooks.unencodable) &&
         FromPackage("lockstep.worker.values.decoder", "Malformed", hooks.malformed);
}

// Only a projection that says whether messages are compared is known well enough to do without.
bool SetExceptions(Hooks& hooks, PyObject* projection) {
  const Ref messages(PyObject_GetAttrString(projection, "messages"));
  if (!messages) return PyErr_Clear(), true;
  const int compared = PyObject_IsTrue(messages.get());
  hooks.exceptions =
      compared > 0 ? Hooks::Exceptions::kByTypeAndMessage : Hooks::Exceptions::kByType;
  return compared >= 0;
}

bool SetProjection(Hooks& hooks, PyObject* projection) {
  if (projection == Py_None) {
    hooks.projection = Ref::To(hooks.structure.get());
    return true;
  }
  hooks.projection = Ref(PyObject_GetAttrString(projection, "structure"));
  return hooks.projection && SetExceptions(hooks, projection);
}

bool SetNames(Hooks& hooks) {
  hooks.tag_name = Ref(PyUnicode_InternFromString("tag"));
  hooks.payload_name = Ref(PyUnicode_InternFromString("payload"));
  return hooks.tag_name && hooks.payload_name;
}

PyObject* NewCodec(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
  static const char* const names[] = {"structure", "build", "projection", nullptr};
  PyObject *structure = nullptr, *build = nullptr, *projection = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OO|O:Codec", const_cast<char**>(names),
                                   &structure, &build, &projection))
    return nullptr;
  Ref self(type->tp_alloc(type, 0));
  if (!self) return nullptr;
  new (&Self(self.get()).fork_guard) ForkGuard;
  Hooks& hooks = *new (&Mutable(self.get())) Hooks;
  hooks.structure = Ref::To(structure);
  hooks.build = Ref::To(build);
  if (!SetNames(hooks) || !SetProjection(hooks, projection) || !SetClasses(hooks)) return nullptr;
  return self.release();
}

int TraverseCodec(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  return Mutable(self).Visit(visit, arg);
}

// The hooks stay usable for a call that is still running: they go with the object.
void DeallocCodec(PyObject* self) {
  PyObject_GC_UnTrack(self);
  PyTypeObject* type = Py_TYPE(self);
  Self(self).hooks.~Hooks();
  Self(self).fork_guard.~ForkGuard();
  type->tp_free(self);
  Py_DECREF(type);
}

PyObject* EncodeValue(PyObject* self, PyObject* value) {
  Buffer out;
  Seen seen;
  Encoder encoder(Mutable(self));
  const Encoder::Pass pass = encoder.Plain(value, out, seen);
  const bool cold = pass == Encoder::Pass::kCold;
  const bool good = cold ? encoder.Careful(value, out, false) : pass == Encoder::Pass::kDone;
  Self(self).cold = cold;
  return good ? ToBytes(out.bytes()).release() : nullptr;
}

PyObject* Encode(PyObject* self, PyObject* value) {
  return Guarded([&] { return EncodeValue(self, value); }, static_cast<PyObject*>(nullptr));
}

PyObject* EncodeProjected(PyObject* self, PyObject* value) {
  return Guarded(
      [&]() -> PyObject* {
        Buffer out;
        Encoder encoder(Mutable(self));
        return encoder.Careful(value, out, true) ? ToBytes(out.bytes()).release() : nullptr;
      },
      nullptr);
}

// Exact and projected bytes as a pair. Why there is no encoding names classes, which are not
// compared.
PyObject* OutcomePair(PyObject* self, bool raised, PyObject* value) {
  Encoder encoder(Mutable(self));
  Outcome outcome(Mutable(self), encoder);
  Cell cell;
  cell.kind = raised ? Cell::kRaised : Cell::kReturned;
  Seen seen;
  if (!outcome.EncodePlain(value, seen, cell)) outcome.EncodeCold(value, cell);
  constexpr std::uint8_t kNoReason[] = {2, 0x60};
  const auto exact = outcome.bytes();
  const auto projected =
      cell.kind == Cell::kUnencodable ? std::span(kNoReason) : outcome.projected();
  const Ref one = ToBytes(exact);
  if (!one || projected.data() == exact.data())
    return one ? PyTuple_Pack(2, one.get(), one.get()) : nullptr;
  const Ref other = ToBytes(projected);
  return other ? PyTuple_Pack(2, one.get(), other.get()) : nullptr;
}

PyObject* EncodeOutcome(PyObject* self, PyObject* const* args, Py_ssize_t count) {
  if (count != 2) {
    PyErr_SetString(PyExc_TypeError, "encode_outcome(raised, value)");
    return nullptr;
  }
  const int raised = PyObject_IsTrue(args[0]);
  if (raised < 0) return nullptr;
  return Guarded([&] { return OutcomePair(self, raised == 1, args[1]); },
                 static_cast<PyObject*>(nullptr));
}

PyObject* Play(PyObject* self, PyObject* args) {
  PyObject* steps = nullptr;
  Stage stage;
  if (!PyArg_ParseTuple(args, "O!(OOOOOOO!):play", &PyList_Type, &steps, &stage.target, &stage.meet,
                        &stage.observe, &stage.closely, &stage.shown, &stage.encoded, &PyList_Type,
                        &stage.classes))
    return nullptr;
  if (!SequencePlay::Can(steps)) Py_RETURN_NONE;
  return Guarded([&] { return SequencePlay(Mutable(self), stage).Play(steps); },
                 static_cast<PyObject*>(nullptr));
}

PyObject* DecodeBytes(PyObject* self, std::span<const std::uint8_t> bytes) {
  Decoder decoder(Mutable(self));
  decoder.Begin(bytes);
  Ref value(decoder.Value());
  Self(self).cold = decoder.altered();
  if (!value || decoder.AtEnd()) return value.release();
  return decoder.Malformed("more than one item");
}

PyObject* Decode(PyObject* self, PyObject* bytes) {
  Py_buffer view;
  if (PyObject_GetBuffer(bytes, &view, PyBUF_SIMPLE) < 0) return nullptr;
  PyObject* value = Guarded(
      [&] {
        return DecodeBytes(
            self, {static_cast<const std::uint8_t*>(view.buf), static_cast<std::size_t>(view.len)});
      },
      static_cast<PyObject*>(nullptr));
  PyBuffer_Release(&view);
  return value;
}

PyObject* DigestMethod(PyObject*, PyObject* bytes) {
  Py_buffer view;
  if (PyObject_GetBuffer(bytes, &view, PyBUF_SIMPLE) < 0) return nullptr;
  const DigestBytes digest =
      DigestOf({static_cast<const std::uint8_t*>(view.buf), static_cast<std::size_t>(view.len)});
  PyBuffer_Release(&view);
  return PyBytes_FromStringAndSize(reinterpret_cast<const char*>(digest.data()), digest.size());
}

PyMethodDef codec_methods[] = {
    {"encode", Encode, METH_O, "The deterministic encoding of a value, as an output."},
    {"encode_projected", EncodeProjected, METH_O, "The same under the contract's projection."},
    {"encode_outcome", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(EncodeOutcome)),
     METH_FASTCALL, "Head byte and item of what was returned or raised, exact and projected."},
    {"play", Play, METH_VARARGS,
     "play(steps, stage): exact and projected outcome of a sequence, and what its steps gave; None "
     "where a step uses what another gave."},
    {"decode", Decode, METH_O, "The value of one encoded item, as an input."},
    {"digest", DigestMethod, METH_O | METH_STATIC, "XXH3-128 of bytes, canonical."},
    {nullptr, nullptr, 0, nullptr},
};

PyMemberDef codec_members[] = {
    {"cold", T_BOOL, offsetof(CodecObject, cold), READONLY,
     "After encode: whether the projected encoding may differ. After decode: whether the value's "
     "encoding may differ from the bytes."},
    {nullptr, 0, 0, 0, nullptr},
};

PyType_Slot codec_slots[] = {
    {Py_tp_doc, const_cast<char*>("Codec(structure, build, projection=None)")},
    {Py_tp_new, reinterpret_cast<void*>(NewCodec)},
    {Py_tp_dealloc, reinterpret_cast<void*>(DeallocCodec)},
    {Py_tp_traverse, reinterpret_cast<void*>(TraverseCodec)},
    {Py_tp_methods, codec_methods},
    {Py_tp_members, codec_members},
    {0, nullptr},
};

}  // namespace

PyType_Spec codec_spec = {"_lockstep.Codec", sizeof(CodecObject), 0,
                          Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, codec_slots};

const Hooks& HooksOf(PyObject* codec) { return Mutable(codec); }
ForkGuard& ForkGuardOf(PyObject* codec) { return Self(codec).fork_guard; }

}  // namespace lockstep::python
