// The surroundings that the standing oracles ask for, the same ones for native and port so that
// the plan runs each of them once.
#pragma once

#include <cstdint>

#include "harness/model/setting.h"

namespace lockstep {

inline constexpr std::uint32_t kBaseHashSeed = 0;
inline constexpr std::uint32_t kOtherHashSeed = 1;
inline constexpr std::uint32_t kOtherLayout = 1;
inline constexpr std::uint64_t kOtherOrder = 0x5DEECE66D;
inline constexpr std::uint32_t kReplayEvery = 16;
inline constexpr std::uint32_t kPickledSample = 16, kElsewhereSample = 16;
inline constexpr std::uint32_t kSlowSample = 2;

// As a user would run it: cases in the order in which they were made.
inline Setting Base(Implementation implementation) {
  Setting setting;
  setting.implementation = implementation;
  setting.knobs[Knob::kHashSeed] = kBaseHashSeed;
  return setting;
}

// Another process: another hash seed, heap noise, shuffled, every n-th case called twice.
inline Setting Other(Implementation implementation) {
  Setting setting = Base(implementation);
  setting.knobs[Knob::kHashSeed] = kOtherHashSeed;
  setting.knobs[Knob::kLayout] = kOtherLayout;
  setting.order = kOtherOrder;
  setting.replay_every = kReplayEvery;
  return setting;
}

// Arguments and result cross through pickle, on a sample of the batches.
inline Setting Pickled(Implementation implementation) {
  Setting setting = Base(implementation);
  setting.pickle = true;
  setting.sample = kPickledSample;
  return setting;
}

// As on another machine: with another environment, on a sample of the batches.
inline Setting Elsewhere(Implementation implementation) {
  Setting setting = Base(implementation);
  setting.knobs = setting.knobs.Elsewhere();
  setting.sample = kElsewhereSample;
  return setting;
}

}  // namespace lockstep
