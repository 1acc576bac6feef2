#include "harness/python/extension/codec_type.h"

#include <new>

#include "harness/python/extension/decoder.h"
#include "harness/python/extension/digest.h"
#include "harness/python/extension/encoder.h"
#include "harness/python/extension/module_state.h"

namespace lockstep::python {
namespace {

struct CodecObject {
  PyObject_HEAD
  Hooks hooks;
};

Hooks& Mutable(PyObject* self) { return reinterpret_cast<CodecObject*>(self)->hooks; }

Ref FromPackage(const char* name) {
  const Ref module(PyImport_ImportModule("lockstep.worker.item"));
  return module ? Ref(PyObject_GetAttrString(module.get(), name)) : Ref();
}

bool SetClass(Ref& slot, PyObject* given, const char* name) {
  slot = given == Py_None ? FromPackage(name) : Ref::To(given);
  if (!slot) return false;
  if (PyType_Check(slot.get())) return true;
  PyErr_Format(PyExc_TypeError, "%s must be a class", name);
  return false;
}

bool SetProjection(Hooks& hooks, PyObject* projection) {
  if (projection == Py_None) return true;
  hooks.projection = Ref(PyObject_GetAttrString(projection, "structure"));
  return static_cast<bool>(hooks.projection);
}

bool SetNames(Hooks& hooks) {
  hooks.tag_name = Ref(PyUnicode_InternFromString("tag"));
  hooks.payload_name = Ref(PyUnicode_InternFromString("payload"));
  return hooks.tag_name && hooks.payload_name;
}

PyObject* New(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
  static const char* const names[] = {"structure", "build", "projection", "item", "unencodable",
                                      nullptr};
  PyObject *structure = nullptr, *build = nullptr, *projection = Py_None, *item = Py_None,
           *unencodable = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OO|OOO:Codec", const_cast<char**>(names),
                                   &structure, &build, &projection, &item, &unencodable))
    return nullptr;
  Ref self(type->tp_alloc(type, 0));
  if (!self) return nullptr;
  Hooks& hooks = *new (&Mutable(self.get())) Hooks;
  hooks.structure = Ref::To(structure);
  hooks.build = Ref::To(build);
  if (!SetNames(hooks) || !SetProjection(hooks, projection) ||
      !SetClass(hooks.item, item, "Item") ||
      !SetClass(hooks.unencodable, unencodable, "Unencodable"))
    return nullptr;
  return self.release();
}

int Traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  return Mutable(self).Visit(visit, arg);
}

// The hooks stay usable for a call that is still running: they go with the object.
void Dealloc(PyObject* self) {
  PyObject_GC_UnTrack(self);
  PyTypeObject* type = Py_TYPE(self);
  Mutable(self).~Hooks();
  type->tp_free(self);
  Py_DECREF(type);
}

PyObject* EncodeWith(PyObject* self, PyObject* value, bool projected) {
  return Guarded(
      [&]() -> PyObject* {
        const Hooks& hooks = Mutable(self);
        Buffer out;
        Seen seen;
        Encoder encoder(hooks);
        if (!encoder.Encode(value, out, seen, projected && hooks.projection)) return nullptr;
        return PyBytes_FromStringAndSize(reinterpret_cast<const char*>(out.data()),
                                         static_cast<Py_ssize_t>(out.size()));
      },
      nullptr);
}

PyObject* Encode(PyObject* self, PyObject* value) { return EncodeWith(self, value, false); }
PyObject* EncodeProjected(PyObject* self, PyObject* value) {
  return EncodeWith(self, value, true);
}

PyObject* DecodeBytes(PyObject* self, std::span<const std::uint8_t> bytes) {
  Decoder decoder(Mutable(self));
  decoder.Begin(bytes);
  Ref value(decoder.Value());
  if (!value || decoder.AtEnd()) return value.release();
  return decoder.Malformed("more than one item");
}

PyObject* Decode(PyObject* self, PyObject* bytes) {
  Py_buffer view;
  if (PyObject_GetBuffer(bytes, &view, PyBUF_SIMPLE) < 0) return nullptr;
  PyObject* value = Guarded(
      [&] {
        return DecodeBytes(self, {static_cast<const std::uint8_t*>(view.buf),
                                  static_cast<std::size_t>(view.len)});
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

PyMethodDef methods[] = {
    {"encode", Encode, METH_O, "The deterministic encoding of a value, as an output."},
    {"encode_projected", EncodeProjected, METH_O, "The same under the contract's projection."},
    {"decode", Decode, METH_O, "The value of one encoded item, as an input."},
    {"digest", DigestMethod, METH_O | METH_STATIC, "XXH3-128 of bytes, canonical."},
    {nullptr, nullptr, 0, nullptr},
};

PyType_Slot slots[] = {
    {Py_tp_doc, const_cast<char*>("Codec(structure, build, projection=None)")},
    {Py_tp_new, reinterpret_cast<void*>(New)},
    {Py_tp_dealloc, reinterpret_cast<void*>(Dealloc)},
    {Py_tp_traverse, reinterpret_cast<void*>(Traverse)},
    {Py_tp_methods, methods},
    {0, nullptr},
};

}  // namespace

PyType_Spec codec_spec = {"_lockstep.Codec", sizeof(CodecObject), 0,
                          Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, slots};

const Hooks& HooksOf(PyObject* codec) { return Mutable(codec); }

}  // namespace lockstep::python
