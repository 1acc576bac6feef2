// The Python type `_lockstep.Keep`: the observed bytes of a session.
#pragma once

#include <Python.h>

#include "harness/python/extension/keep.h"

namespace lockstep::python {

extern PyType_Spec keep_spec;

Keep& KeepOf(PyObject* keep);

}  // namespace lockstep::python
