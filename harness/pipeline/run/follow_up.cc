#include "harness/pipeline/run/follow_up.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "oracles/columns.h"
#include "oracles/marshalling.h"
#include "oracles/runs.h"

namespace lockstep {
namespace {

// A knob of the others that could not be turned silences only its own law. What was not run, for
// want of time or after too many deaths, would not be run now either.
bool IsSilenced(const Cell& here, const Cell& there) {
  return Testifies(here) && there.Has(Cell::kNotDelivered);
}

bool DiffersFlipped(const Cell& here, const Cell& flipped) {
  return flipped.Has(Cell::kReplayDiffers) || CellsDiffer(here, flipped) ||
         IsSilenced(here, flipped);
}

bool DiffersPickled(const Cell& plain, const Cell& pickled) {
  return LostInPickle(plain, pickled) || IsSilenced(plain, pickled);
}

std::vector<Run> LawByLaw(const std::vector<Run>& runs) {
  std::vector<Run> all;
  for (const Run& run : runs)
    if (auto parts = PartsOf(run); parts.size() > 1)
      std::ranges::move(parts, std::back_inserter(all));
  return all;
}

// Where native is not sent through pickle anyway.
std::vector<Run> NativePickled(const std::vector<Run>& runs) {
  for (const Run& run : runs)
    if (run.access == Access::kPickled && run.implementation == kNative) return {};
  for (const Run& run : runs)
    if (run.access == Access::kPickled) return {Pickled(kNative)};
  return {};
}

}  // namespace

FollowUp::FollowUp(Runner& runner, const Batches& batches, const std::vector<Run>& runs)
    : runner_(runner),
      batches_(batches),
      questions_{{HereAndFlipped, DiffersFlipped, LawByLaw(runs)},
                 {PlainAndPickled, DiffersPickled, NativePickled(runs)}} {}

bool FollowUp::IsOpen(const Question& question, const Matrix& matrix) {
  for (const auto& [left, right] : Pairs(matrix, question.relation)) {
    const auto &here = matrix.columns[left].cells, &there = matrix.columns[right].cells;
    for (std::size_t row = 0, end = std::min(here.size(), there.size()); row < end; ++row)
      if (question.open(here[row], there[row])) return true;
  }
  return false;
}

void FollowUp::Begin(Question& question) {
  if (std::exchange(question.asked, true)) return;
  for (const Run& run : question.runs) {
    auto opened = Rehearsal::Open(runner_, run, batches_, {});
    if (!opened) continue;
    rehearsals_.push_back(std::move(*opened));
    question.begun.push_back(&rehearsals_.back());
  }
}

// Side by side, as all runs of a unit are.
std::vector<Rehearsal*> FollowUp::Play(const Matrix& matrix, std::size_t batch) {
  std::vector<Rehearsal*> playing, all;
  for (Question& question : questions_) {
    if (question.runs.empty() || !IsOpen(question, matrix)) continue;
    Begin(question);
    std::ranges::copy(question.begun, std::back_inserter(playing));
  }
  for (Rehearsal* rehearsal : playing) rehearsal->Submit(batch);
  for (Rehearsal* rehearsal : playing) rehearsal->Collect(batch);
  for (Rehearsal& rehearsal : rehearsals_) all.push_back(&rehearsal);
  return all;
}

}  // namespace lockstep
