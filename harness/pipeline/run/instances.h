// Rows that have something in common, and the simplest of those that were looked at.
#pragma once

#include <cstdint>
#include <optional>

#include "harness/model/case.h"

namespace lockstep {

struct Instances {
  std::uint64_t rows = 0;
  std::optional<Case> simplest;

  // Nothing happens to `rows`: what they are is counted where they are found.
  void Show(const std::optional<Case>& example);
};

void Add(const Instances& some, Instances& sum);

}  // namespace lockstep
