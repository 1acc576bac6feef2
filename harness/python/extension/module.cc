// The module `_lockstep`: an accelerator of the portable worker. Everything here exists in plain
// Python too (lockstep.worker), byte for byte the same.
#include <Python.h>
#include <libdeflate.h>

#include "harness/python/extension/batch_run.h"
#include "harness/python/extension/codec_type.h"
#include "harness/python/extension/lean_init.h"
#include "harness/python/extension/module_state.h"
#include "harness/python/extension/namespaces.h"
#include "harness/python/extension/outcome_cache_type.h"

namespace lockstep::python {
namespace {

ModuleState& StateOf(PyObject* module) {
  return *static_cast<ModuleState*>(PyModule_GetState(module));
}

PyTypeObject* AddType(PyObject* module, PyType_Spec& spec, const char* name) {
  PyObject* type = PyType_FromModuleAndSpec(module, &spec, nullptr);
  if (type == nullptr) return nullptr;
  Py_INCREF(type);
  if (PyModule_AddObject(module, name, type) < 0) {
    Py_DECREF(type);
    Py_DECREF(type);
    return nullptr;
  }
  return reinterpret_cast<PyTypeObject*>(type);
}

int ExecuteModule(PyObject* module) {
  ModuleState& state = StateOf(module);
  state.codec_type = AddType(module, codec_spec, "Codec");
  state.cache_type = AddType(module, cache_spec, "OutcomeCache");
  return state.codec_type != nullptr && state.cache_type != nullptr ? 0 : -1;
}

int TraverseModule(PyObject* module, visitproc visit, void* arg) {
  Py_VISIT(StateOf(module).codec_type);
  Py_VISIT(StateOf(module).cache_type);
  return 0;
}

int ClearModule(PyObject* module) {
  Py_CLEAR(StateOf(module).codec_type);
  Py_CLEAR(StateOf(module).cache_type);
  return 0;
}

bool IsA(PyObject* object, PyTypeObject* type, const char* what) {
  if (PyObject_TypeCheck(object, type)) return true;
  PyErr_Format(PyExc_TypeError, "%s expected, not %.100s", what, Py_TYPE(object)->tp_name);
  return false;
}

PyObject* RunMethod(PyObject* module, PyObject* args) {
  const ModuleState& types = StateOf(module);
  PyObject *codec = nullptr, *function = nullptr, *options = nullptr, *state = nullptr;
  Py_buffer payload;
  if (!PyArg_ParseTuple(args, "OOy*O!O:run", &codec, &function, &payload, &PyDict_Type, &options,
                        &state))
    return nullptr;
  PyObject* column = nullptr;
  if (IsA(codec, types.codec_type, "_lockstep.Codec"))
    column = RunBatch(
        {HooksOf(codec),
         ForkGuardOf(codec),
         function,
         options,
         state,
         types.cache_type,
         {static_cast<const std::uint8_t*>(payload.buf), static_cast<std::size_t>(payload.len)}});
  PyBuffer_Release(&payload);
  return column;
}

PyObject* Crc32(PyObject*, PyObject* args) {
  Py_buffer data;
  unsigned int before = 0;
  if (!PyArg_ParseTuple(args, "y*|I:crc32", &data, &before)) return nullptr;
  const std::uint32_t crc = libdeflate_crc32(before, data.buf, static_cast<std::size_t>(data.len));
  PyBuffer_Release(&data);
  return PyLong_FromUnsignedLong(crc);
}

PyMethodDef module_methods[] = {
    {"altered", Altered, METH_VARARGS,
     "altered(functions, codes, defaults, keywords): whether one is not what it was."},
    {"crc32", Crc32, METH_VARARGS, "crc32(data, before=0): as zlib.crc32, several times as fast."},
    {"differing", Differing, METH_VARARGS,
     "differing(spaces, copies, begin, versions): the first namespace that is not as its copy."},
    {"misplaced", Misplaced, METH_VARARGS,
     "misplaced(modules, names, values): whether one is not what it was."},
    {"run", RunMethod, METH_VARARGS,
     "run(codec, function, payload, options, state): the column of one batch."},
    {"start_init", StartInit, METH_VARARGS,
     "start_init(stack, orders, answers): a process that waits in a new PID namespace."},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, reinterpret_cast<void*>(ExecuteModule)},
#if PY_VERSION_HEX >= 0x030C0000
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED},
#endif
    {0, nullptr},
};

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_lockstep",    "The portable worker's accelerator.",
    sizeof(ModuleState),   module_methods, module_slots,
    TraverseModule,        ClearModule,    nullptr,
};

}  // namespace
}  // namespace lockstep::python

PyMODINIT_FUNC PyInit__lockstep() { return PyModuleDef_Init(&lockstep::python::definition); }
