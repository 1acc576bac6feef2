// Names of classes and functions, `module:qualname`, looked up in modules that are imported.
#pragma once

#include <Python.h>

#include <string_view>

#include "harness/python/extension/ref.h"

namespace lockstep::python {

// What the name leads to; nothing where that takes an import, or fails. Leaves no exception set.
Ref LookUp(std::string_view name);

}  // namespace lockstep::python
