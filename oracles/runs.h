// The runs that the standing oracles compare, the same ones for native and port so that the plan
// has each of them once.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/model/run.h"

namespace lockstep {

inline constexpr std::uint32_t kBaseHashSeed = 0;
inline constexpr std::uint32_t kOtherHashSeed = 1;
inline constexpr std::uint32_t kOtherLayout = 1;
inline constexpr std::uint64_t kOtherOrder = 0x5DEECE66D;
inline constexpr std::uint32_t kReplayEvery = 16;
inline constexpr std::uint32_t kPickledSample = 16, kReadOnlySample = 16;
inline constexpr std::uint32_t kSlowSample = 2;

// As a user would run it: cases in the order in which they were made.
inline Run Base(Implementation implementation) {
  Run run;
  run.implementation = implementation;
  run.knobs[Knob::kHashSeed] = kBaseHashSeed;
  return run;
}

// Another process: another hash seed, heap noise, shuffled, every n-th case called twice.
inline Run Other(Implementation implementation) {
  Run run = Base(implementation);
  run.knobs[Knob::kHashSeed] = kOtherHashSeed;
  run.knobs[Knob::kLayout] = kOtherLayout;
  run.order = kOtherOrder;
  run.replay_every = kReplayEvery;
  return run;
}

// Another process and another machine at once: everything that may be turned is.
inline Run Flipped(Implementation implementation) {
  Run run = Other(implementation);
  run.knobs = run.knobs.TurnedFor("environment");
  return run;
}

// The runs that turn what a run has turned, the knobs of one law in each. One at the most: it is
// itself.
std::vector<Run> PartsOf(const Run& run);

// Arguments and result cross through pickle, on a sample of the batches.
inline Run Pickled(Implementation implementation) {
  Run run = Base(implementation);
  run.access = Access::kPickled;
  run.sample = kPickledSample;
  return run;
}

// As on another machine: with another environment.
inline Run Elsewhere(Implementation implementation) {
  Run run = Base(implementation);
  run.knobs = run.knobs.TurnedFor("environment");
  return run;
}

// With arguments that cannot be written to, where they can be made so; on a sample of the batches.
inline Run ReadOnly(Implementation implementation) {
  Run run = Base(implementation);
  run.knobs = run.knobs.TurnedFor("input-immutability");
  run.sample = kReadOnlySample;
  return run;
}

}  // namespace lockstep
