// Namespaces compared with copies of them, object by object and without touching the objects: a
// forked worker would have to copy the pages of all that it counts references of.
#pragma once

#include <Python.h>

namespace lockstep::python {

// differing(spaces, copies, begin): the first of the namespaces (dicts or classes that Python code
// defined) from `begin` on that has not the names and the very objects of its copy; -1: none.
PyObject* Differing(PyObject* module, PyObject* args);

}  // namespace lockstep::python
