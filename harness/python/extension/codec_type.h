// The Python type `_lockstep.Codec`: the value format in C, with the portable package's callbacks
// for what is not a builtin.
#pragma once

#include <Python.h>

#include "harness/python/extension/fork_guard.h"
#include "harness/python/extension/hooks.h"

namespace lockstep::python {

extern PyType_Spec codec_spec;

const Hooks& HooksOf(PyObject* codec);
ForkGuard& ForkGuardOf(PyObject* codec);

}  // namespace lockstep::python
