// The init of a PID namespace as a process without memory of its own (clone(2), CLONE_VM): it only
// waits, and a fork copies the page tables of its whole interpreter. It does what
// lockstep.worker.process.namespace_init does in Python.
#pragma once

#include <Python.h>

namespace lockstep::python {

// start_init(stack, orders, answers): the number of a process in a new PID namespace that reads
// orders and writes answers until there are no more. It runs on `stack`, a writable buffer that
// must outlive it and that no other process may share. Raises OSError where there can be none.
PyObject* StartInit(PyObject* module, PyObject* args);

}  // namespace lockstep::python
