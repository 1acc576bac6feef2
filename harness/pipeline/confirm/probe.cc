#include "harness/pipeline/confirm/probe.h"

namespace lockstep {
namespace {

std::vector<std::size_t> All(const Batches& batches) { return OrderOf(Run{}, batches.size()); }

// In the order given: a probe decides itself what comes before what.
Run Plain(Run run) {
  run.order = 0;
  run.sample = 1;
  run.finalize = false;
  return run;
}

Run Patient(Run run) {
  if (run.deadline_policy == DeadlinePolicy::kWaning) run.deadline_policy = DeadlinePolicy::kWhole;
  return run;
}

}  // namespace

Result<std::vector<Cell>> Probe::Cells(const Run& run, std::span<const Case> cases) const {
  const auto batches = BatchesOf(cases, kBatchCases);
  auto rehearsal = Rehearsal::Open(runner_, Patient(Plain(run)), batches, All(batches));
  if (!rehearsal) return rehearsal.error();
  rehearsal->PlayAll();
  std::vector<Cell> cells;
  for (std::size_t batch = 0; batch < batches.size(); ++batch) {
    const auto column = rehearsal->TakeColumn(batch);
    cells.insert(cells.end(), column->cells.begin(), column->cells.end());
  }
  return cells;
}

Result<Cell> Probe::CellOfLast(const Run& run, std::span<const Case> cases) const {
  auto cells = Cells(run, cases);
  if (!cells) return cells.error();
  return cells->back();
}

Result<Observation> Probe::ObserveLast(const Run& run, std::span<const Case> cases) const {
  const auto batches = BatchesOf(cases, kBatchCases);
  auto rehearsal = Rehearsal::Open(runner_, Patient(Plain(run)), batches, All(batches));
  if (!rehearsal) return rehearsal.error();
  rehearsal->PlayAll();
  auto seen = rehearsal->Fetch(batches.size() - 1, batches.back()->size() - 1);
  if (!seen && !port_.assume.empty())
    return Error{Error::Kind::kUsage, "`assume` accepted a case and then did not", port_.assume,
                 "it has to say the same of equal arguments, every time", ""};
  if (!seen)
    return Error{Error::Kind::kProtocol, "an observation was not kept by its worker", port_.native,
                 "", ""};
  return std::move(*seen);
}

Result<std::optional<Outcome>> Probe::Exit(const Run& run, std::span<const Case> cases) const {
  const auto batches = BatchesOf(cases, kBatchCases);
  auto ending = Patient(Plain(run));
  ending.finalize = true;
  auto rehearsal = Rehearsal::Open(runner_, ending, batches, All(batches));
  if (!rehearsal) return rehearsal.error();
  rehearsal->PlayAll();
  return rehearsal->Close();
}

Result<std::vector<Probe::Breaches>> Probe::Judge(const Run& left, const Run& right,
                                                  std::span<const Case> cases) const {
  if (cases.empty()) return std::vector<Breaches>();
  auto both = Open(Patient(left), Patient(right));
  if (!both) return both.error();
  return both->Judge(cases);
}

Result<SideBySide> Probe::Open(const Run& left, const Run& right) const {
  return SideBySide::Open(port_, oracles_, runner_, Plain(left), Plain(right));
}

const Violated* SameBreach(const std::vector<Violated>& breaches, const BreachKey& key) {
  const FailureBucket wanted = BucketOf(key);
  for (const auto& breach : breaches)
    if (BucketOf(breach) == wanted) return &breach;
  return nullptr;
}

}  // namespace lockstep
