// A batch run: every case of one batch frame, and the column that answers it.
#pragma once

#include <Python.h>

#include <cstdint>
#include <span>

#include "harness/python/extension/fork_guard.h"
#include "harness/python/extension/hooks.h"

namespace lockstep::python {

struct BatchOrder {
  const Hooks& hooks;
  ForkGuard& fork_guard;
  PyObject* function;
  PyObject* options;  // a dict
  PyObject* state;
  PyTypeObject* cache_type;
  std::span<const std::uint8_t> payload;  // of the batch frame
};

// The payload of the column frame; null: exception set.
PyObject* RunBatch(const BatchOrder& order);

}  // namespace lockstep::python
