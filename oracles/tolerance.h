// The bulk kernel behind a tolerance: compares two encoded outcomes without making values of
// them, and measures how far their floats are apart.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "harness/model/contract.h"
#include "harness/model/matrix.h"

namespace lockstep {

// What the floats of many outcomes were apart: a histogram of ULP distances by power of two.
struct Deviation {
  std::array<std::uint64_t, 65> histogram{};  // [0]: equal; [n]: 2^(n-1) <= distance < 2^n
  std::uint64_t largest = 0;                  // between two finite floats
  std::uint64_t floats = 0;

  void Add(std::uint64_t distance);
  void Merge(const Deviation& other);
  friend bool operator==(const Deviation&, const Deviation&) = default;
};

// Whether the two encoded items (FORMAT.md) have the same bytes but for floats within the
// tolerance. May say no where values are equal under it (a set whose order a rounding changed):
// a no makes a suspect, which is then judged by value. Never reads outside the spans.
bool Within(std::span<const std::uint8_t> expected, std::span<const std::uint8_t> actual,
            const Tolerance& tolerance, Deviation& deviation);

// Over all rows that both columns carry values of.
Deviation Measure(const Column& expected, const Column& actual, const Tolerance& tolerance);

}  // namespace lockstep
