// The Python type `_lockstep.OutcomeCache`: the observed bytes of a session.
#pragma once

#include <Python.h>

#include "harness/python/extension/outcome_cache.h"

namespace lockstep::python {

extern PyType_Spec cache_spec;

OutcomeCache& CacheOf(PyObject* cache);

}  // namespace lockstep::python
