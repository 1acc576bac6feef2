// A CaseRun runs one case after the other: decodes the arguments, calls the function, encodes
// what came of it, and looks for what the call left behind. It is the portable package's Executor
// (lockstep.worker.run.execute), in the same order wherever user code could tell.
#pragma once

#include <Python.h>

#include "harness/python/extension/aliases.h"
#include "harness/python/extension/arguments.h"
#include "harness/python/extension/around_case.h"
#include "harness/python/extension/batch_options.h"
#include "harness/python/extension/outcome.h"

namespace lockstep::python {

class CaseRun {
 public:
  using Bytes = std::span<const std::uint8_t>;

  // What a run is given: all of it outlives the run.
  struct Surroundings {
    const Hooks& hooks;
    PyObject* function;
    const BatchOptions& options;
    WorkerState& state;
    const ForkGuard& fork_guard;
  };

  explicit CaseRun(const Surroundings& given)
      : hooks_(given.hooks),
        function_(given.function),
        options_(given.options),
        around_(given.state, given.fork_guard),
        encoder_(hooks_),
        arguments_(hooks_, encoder_),
        outcome_(hooks_, encoder_) {}

  // False: exception set, and it is the batch that is at fault, or the harness.
  bool Run(Bytes bytes, std::uint32_t ticket, std::uint32_t row, Cell& cell);

  // Of the last case: head byte and item, and the effects item.
  Bytes outcome() const { return outcome_.bytes(); }
  Bytes effects() const { return effects_.bytes(); }
  // As the outcome, of what is compared across implementations.
  Bytes projected() const { return outcome_.projected(); }
  // Of one that was not delivered: why, as an outcome.
  Bytes unmade() const { return unmade_.bytes(); }
  Mark& mark() { return around_.mark(); }

 private:
  enum class Delivery { kDone, kImpossible, kFailed };

  Delivery Deliver(Bytes bytes);
  Delivery Undelivered();
  bool ThroughPickle();

  bool Observe(PyObject* value, Bytes bytes, Cell& cell);
  void EncodeOutcome(PyObject* value, bool asked, Cell& cell);
  void EncodePickled(PyObject* value, Cell& cell);
  void LookForAliases(PyObject* value);

  bool PutEffects(Bytes bytes, Cell& cell);
  bool PutArguments(Cell& cell);
  bool PutColdArguments(Bytes bytes, Cell& cell);
  void PutAliases();

  const Hooks& hooks_;
  PyObject* function_;
  const BatchOptions& options_;
  AroundCase around_;
  Encoder encoder_;
  Arguments arguments_;
  Outcome outcome_;
  Identities known_;
  Aliases aliases_;
  Arguments::Comparison compared_{};
  bool consumed_ = false, empty_ = true;  // of the effects
  Buffer effects_, unmade_;
};

}  // namespace lockstep::python
