#include "harness/pipeline/confirm/candidate_tester.h"

#include "oracles/repeats.h"

namespace lockstep {

SideBySide* CandidateTester::Ready() {
  const std::size_t now = both_ ? both_->time_outs() : 0;
  if (should_stop_() || time_outs_ + now >= most_time_outs_) return nullptr;
  if (both_ && !separate_) return &*both_;
  time_outs_ += now;
  both_.reset();
  if (auto opened = probe_.Open(left_, right_)) both_ = std::move(*opened);
  return both_ ? &*both_ : nullptr;
}

std::vector<bool> CandidateTester::Failing(std::span<const Case> cases, const BreachKey& key) {
  SideBySide* both = Ready();
  if (both == nullptr) return std::vector<bool>(cases.size());
  return both->Show(cases, [&](const SideBySide::Breaches& breaches) {
    return SameBreach(breaches, key) != nullptr;
  });
}

std::vector<bool> CandidateTester::Differing(std::span<const Case> cases, bool replay) {
  std::vector<bool> differing(cases.size());
  SideBySide* both = Ready();
  if (both == nullptr) return differing;
  const auto cells = both->Cells(cases);
  for (std::size_t i = 0; i < cells.size(); ++i)
    differing[i] = replay ? cells[i].first.Has(Cell::kReplayDiffers)
                          : OutcomesDiffer(cells[i].first, cells[i].second, probe_.port().contract);
  return differing;
}

}  // namespace lockstep
