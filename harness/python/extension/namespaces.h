// Namespaces compared with copies of them, object by object and without touching the objects: a
// forked worker would have to copy the pages of all that it counts references of.
#pragma once

#include <Python.h>

namespace lockstep::python {

// differing(spaces, copies, begin, versions): the first of the namespaces (dicts or classes that
// Python code defined) from `begin` on that has not the names and the very objects of its copy; -1:
// none. `versions`, eight bytes for each (or empty), is filled with what lets one be passed over
// that nothing was stored in since it was found to be as its copy.
PyObject* Differing(PyObject* module, PyObject* args);

// altered(functions, codes, defaults, keywords): whether any of the functions has not the very code
// and defaults that stand at its place in the other lists (None: it had none).
PyObject* Altered(PyObject* module, PyObject* args);

// misplaced(modules, names, values): whether any name does not stand for its value in the dict
// (None: it is not in there).
PyObject* Misplaced(PyObject* module, PyObject* args);

}  // namespace lockstep::python
