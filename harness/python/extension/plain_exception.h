// A plain exception: of one of the interpreter's own classes, holding nothing but atoms, as most
// are that wrong arguments raise. It is written here as lockstep.worker.values.structure and
// lockstep.worker.values.projection would have it, for those cost more than the call.
#pragma once

#include <Python.h>

#include "harness/python/extension/buffer.h"
#include "harness/python/extension/hooks.h"

namespace lockstep::python {

// Appends both encodings. False: it is not that plain, and what was appended is worthless.
// Never leaves an exception set.
bool EncodePlainException(PyObject* exception, Hooks::Exceptions policy, Buffer& exact,
                          Buffer& projected);

}  // namespace lockstep::python
