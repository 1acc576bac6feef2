// A CaseRun runs one case after the other: decodes the arguments, calls the function, encodes
// what came of it, and looks for what the call left behind.
#pragma once

#include <Python.h>

#include "harness/python/extension/arguments.h"
#include "harness/python/extension/digest.h"
#include "harness/python/extension/fork_guard.h"
#include "harness/python/extension/ticks.h"
#include "harness/python/extension/worker_state.h"

namespace lockstep::python {

// One cell of a column, as PROTOCOL.md lays it out.
struct Cell {
  enum Kind : std::uint8_t { kReturned, kRaised, kUnencodable = 4, kMissing };
  enum Flag : std::uint8_t {
    kBytesKept = 1, kReplayDiffers = 2, kMutates = 4, kNotDelivered = 32
  };
  DigestBytes exact{}, projected{}, effects{};
  std::uint8_t kind = kMissing, flags = 0;
  std::uint16_t zero = 0;
  std::uint32_t ticks = 0;
};
static_assert(sizeof(Cell) == 56);

class CaseRun {
 public:
  CaseRun(const Hooks& hooks, PyObject* function, WorkerState& state, PyObject* pickle)
      : hooks_(hooks), function_(function), state_(state), pickle_(pickle), encoder_(hooks),
        arguments_(hooks, encoder_), mark_(state.mark_memory()) {}

  // False: exception set, and it is the harness that failed, not the case.
  bool Run(std::span<const std::uint8_t> bytes, std::uint32_t ticket, std::uint32_t row, Cell& cell);

  // Of the last case: head byte and item, and the effects item.
  std::span<const std::uint8_t> outcome() const { return outcome_.bytes(); }
  std::span<const std::uint8_t> effects() const { return effects_.bytes(); }
  Mark& mark() { return mark_; }

 private:
  bool Deliver(std::span<const std::uint8_t> bytes, Cell& cell);
  bool Assumed(Cell& cell);
  bool ThroughPickle();
  Ref Called(Cell& cell);
  Ref Result(Ref value, Cell& cell);
  void EncodeOutcome(PyObject* value, Cell& cell);
  void RefuseOutcome(Cell& cell);
  bool ObserveEffects(PyObject* value, Cell& cell);
  bool PutArguments(Cell& cell, bool& any);
  bool PutAliases(PyObject* value, bool& any);
  bool PutTexts(PyObject* list, bool& any);
  bool PutOutput(bool& any);
  bool NotDelivered(Cell& cell);
  Ref AliasesOf(PyObject* value);

  const Hooks& hooks_;
  PyObject* function_;
  WorkerState& state_;
  PyObject* pickle_;  // null: not through pickle
  Encoder encoder_;
  Arguments arguments_;
  Mark mark_;
  ForkGuard fork_guard_;
  Identities known_;
  Seen seen_;
  Ref before_;
  Buffer outcome_, projected_, effects_;
};

}  // namespace lockstep::python
