// A Setting is where and how a batch is run: which implementation, in which surroundings.
#pragma once

#include <cstdint>

#include "harness/model/knob.h"

namespace lockstep {

// 0 is native; 1 is the first port of the pair, 2 the second, ...
using Implementation = std::int32_t;
inline constexpr Implementation kNative = 0;

// How long a case may take before it is called a time-out.
enum class Patience : std::uint8_t {
  kWaning,  // all of its time, and only a moment after the first that took it all
  kWhole,   // all of its time, however many take it
  kLong,    // five times that: to tell what is slow from what does not end
  kShort,   // a moment: for smaller cases that are confirmed afterwards
};

// What is done with each case.
enum class Task : std::uint8_t {
  kCall,    // it is called
  kAssume,  // it is only asked whether `assume` holds for it
  kReach,   // it is called, and its outcome is which lines of the target's own files that reached
};

struct Setting {
  Implementation implementation = kNative;
  Knobs knobs;                     // what surrounds it
  std::uint64_t order = 0;         // seed of the order inside and of batches; 0: as generated
  std::uint32_t replay_every = 0;  // every n-th case is called twice in a row; 0: never
  std::uint32_t sample = 1;        // only every n-th batch of a unit runs in this setting
  bool values = false;             // the column carries the outcome's bytes, for tolerances
  bool careful = false;            // guards are checked after every case, not after every batch
  bool ambient = false;            // what a case leaves behind is looked at after every case
  bool finalize = false;           // the process ends through interpreter finalization
  bool pickle = false;             // arguments cross through pickle first (law round-trip)
  Patience patience = Patience::kWaning;
  Task task = Task::kCall;

  // Nothing is done with it that one law alone asks for.
  bool IsPlain() const { return !pickle && knobs == knobs.Here(); }

  friend auto operator<=>(const Setting&, const Setting&) = default;
};

}  // namespace lockstep
