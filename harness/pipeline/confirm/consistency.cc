#include "harness/pipeline/confirm/consistency.h"

#include <vector>

#include "oracles/repeats.h"

namespace lockstep {
namespace {

constexpr std::uint32_t kSurroundings = 1;
constexpr std::uint32_t kSurroundingsOfTheSuspected = 8;
constexpr std::size_t kRepeats = 3;

}  // namespace

Result<bool> Consistency::Across(const Case& subject, const Run& run, bool suspected) const {
  const auto surroundings = suspected ? kSurroundingsOfTheSuspected : kSurroundings;
  std::vector<Run> others(surroundings + 1, run);
  for (std::uint32_t i = 0; i <= surroundings; ++i) {
    others[i].knobs[Knob::kHashSeed] += i;
    others[i].knobs[Knob::kLayout] += i;
  }
  return Agrees(subject, run, others);
}

Result<bool> Consistency::Within(const Case& subject, const Run& run) const {
  std::vector<Run> others(kRepeats, run);
  others.back().knobs[Knob::kLayout] += 1;
  return Agrees(subject, run, others);
}

Result<bool> Consistency::Agrees(const Case& subject, const Run& run,
                                 std::span<const Run> others) const {
  auto first = probe_.CellOfLast(run, {&subject, 1});
  if (!first) return first.error();
  for (const Run& other : others) {
    auto cell = probe_.CellOfLast(other, {&subject, 1});
    if (!cell) return cell.error();
    if (OutcomesDiffer(*first, *cell, probe_.port().contract)) return false;
  }
  return true;
}

}  // namespace lockstep
