// A SequencePlay plays the operations of one sequence on an instance and observes it after each,
// as lockstep.worker.run.sequences does, for those that use nothing of earlier steps: most of them.
#pragma once

#include <Python.h>

#include "harness/python/extension/around_call.h"
#include "harness/python/extension/buffer.h"
#include "harness/python/extension/encoder.h"
#include "harness/python/extension/hooks.h"
#include "harness/python/extension/ref.h"

namespace lockstep::python {

// What Python does for a play. Borrowed.
struct Stage {
  PyObject* target;   // what makes the instance
  PyObject* meet;     // (instance), once it is made, of a class that is new
  PyObject* observe;  // (instance) -> its state
  PyObject* closely;  // the same after the last step
  PyObject* shown;    // (method, result) -> a pair: what has no plain encoding, or is an instance
  PyObject* encoded;  // (raised, value) -> a pair
  PyObject* classes;  // list: those of the instances
};

class SequencePlay {
 public:
  SequencePlay(const Hooks& hooks, const Stage& stage)
      : hooks_(hooks), stage_(stage), encoder_(hooks) {}

  // Whether the operations alone say that this one can play them. The steps are checked lists.
  static bool Can(PyObject* steps);

  // Exact and projected outcome (the same object where nothing is projected), and the list of what
  // the steps gave, which dies when the caller pleases. Null: exception set.
  PyObject* Play(PyObject* steps);

 private:
  bool Step(PyObject* step, bool last);
  bool Make(PyObject* args, PyObject* named);
  bool Do(PyObject* operation, PyObject* args, PyObject* named);
  bool Gave(PyObject* operation, PyObject* result);
  bool State(bool last);
  bool Raised(Ref error);
  bool IsInstance(PyObject* value) const;
  bool IsToBeShown(PyObject* operation, PyObject* result) const;

  bool Plain(PyObject* value);
  bool Pair(const Ref& pair);
  void Both(std::span<const std::uint8_t> bytes);
  void Split();
  PyObject* Answer();

  const Hooks& hooks_;
  const Stage stage_;
  Encoder encoder_;
  AroundCall around_;
  Ref instance_, gave_;
  Buffer exact_, projected_;  // the second is empty until something differs
  bool split_ = false;
};

}  // namespace lockstep::python
