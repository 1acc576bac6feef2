#include "harness/pipeline/run/follow_up.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "oracles/columns.h"
#include "oracles/relation.h"
#include "oracles/runs.h"

namespace lockstep {
namespace {

// A knob of the others that could not be turned silences only its own law. What was not run, for
// want of time or after too many deaths, would not be run now either.
bool IsSilenced(const Cell& here, const Cell& flipped) {
  return Testifies(here) && flipped.Has(Cell::kNotDelivered);
}

bool SaysTheSame(const Cell& here, const Cell& flipped) {
  return !flipped.Has(Cell::kReplayDiffers) && !CellsDiffer(here, flipped) &&
         !IsSilenced(here, flipped);
}

}  // namespace

FollowUp::FollowUp(Runner& runner, const Batches& batches, const std::vector<Run>& runs)
    : runner_(runner), batches_(batches) {
  for (const Run& run : runs)
    if (auto parts = PartsOf(run); parts.size() > 1)
      std::ranges::move(parts, std::back_inserter(parts_));
}

bool FollowUp::IsNeeded(const Matrix& matrix) {
  for (const auto& [left, right] : Pairs(matrix, HereAndFlipped)) {
    const auto &here = matrix.columns[left].cells, &flipped = matrix.columns[right].cells;
    for (std::size_t row = 0, end = std::min(here.size(), flipped.size()); row < end; ++row)
      if (!SaysTheSame(here[row], flipped[row])) return true;
  }
  return false;
}

void FollowUp::Begin() {
  begun_ = true;
  for (const Run& part : parts_)
    if (auto opened = Rehearsal::Open(runner_, part, batches_, {}))
      rehearsals_.push_back(std::move(*opened));
}

// Side by side, as all runs of a unit are.
std::vector<Rehearsal*> FollowUp::Play(std::size_t batch) {
  if (!begun_) Begin();
  std::vector<Rehearsal*> played;
  for (Rehearsal& rehearsal : rehearsals_) {
    rehearsal.Submit(batch);
    played.push_back(&rehearsal);
  }
  for (Rehearsal* rehearsal : played) rehearsal->Collect(batch);
  return played;
}

}  // namespace lockstep
