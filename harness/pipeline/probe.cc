#include "harness/pipeline/probe.h"

namespace lockstep {
namespace {

std::vector<std::size_t> All(const Batches& batches) { return OrderOf(Setting{}, batches.size()); }

// In the order given: a probe decides itself what comes before what.
Setting Plain(Setting setting) {
  setting.order = 0;
  setting.sample = 1;
  setting.finalize = false;
  return setting;
}

}  // namespace

Result<std::vector<Cell>> Probe::Cells(const Setting& setting, std::span<const Case> cases) const {
  const auto batches = BatchesOf(cases, kBatchCases);
  auto rehearsal = Rehearsal::Open(runner_, Plain(setting), batches, All(batches));
  if (!rehearsal) return rehearsal.error();
  rehearsal->PlayAll();
  std::vector<Cell> cells;
  for (std::size_t batch = 0; batch < batches.size(); ++batch) {
    const auto column = rehearsal->TakeColumn(batch);
    cells.insert(cells.end(), column->cells.begin(), column->cells.end());
  }
  return cells;
}

Result<Cell> Probe::CellOfLast(const Setting& setting, std::span<const Case> cases) const {
  auto cells = Cells(setting, cases);
  if (!cells) return cells.error();
  return cells->back();
}

Result<Observation> Probe::ObserveLast(const Setting& setting, std::span<const Case> cases) const {
  const auto batches = BatchesOf(cases, kBatchCases);
  auto rehearsal = Rehearsal::Open(runner_, Plain(setting), batches, All(batches));
  if (!rehearsal) return rehearsal.error();
  rehearsal->PlayAll();
  auto seen = rehearsal->Fetch(batches.size() - 1, batches.back()->size() - 1);
  if (!seen)
    return Error{Error::Kind::kProtocol, "an observation was not kept by its worker", port_.native,
                 "", ""};
  return std::move(*seen);
}

Result<std::optional<Outcome>> Probe::Exit(const Setting& setting,
                                           std::span<const Case> cases) const {
  const auto batches = BatchesOf(cases, kBatchCases);
  auto ending = Plain(setting);
  ending.finalize = true;
  auto rehearsal = Rehearsal::Open(runner_, ending, batches, All(batches));
  if (!rehearsal) return rehearsal.error();
  rehearsal->PlayAll();
  return rehearsal->Close();
}

Result<std::vector<Probe::Breaches>> Probe::Judge(const Setting& left, const Setting& right,
                                                  std::span<const Case> cases) const {
  std::vector<Breaches> breaches(cases.size());
  const auto batches = BatchesOf(cases, cases.size());
  if (batches.empty()) return breaches;
  auto expected = Rehearsal::Open(runner_, Plain(left), batches, All(batches));
  if (!expected) return expected.error();
  auto actual = Rehearsal::Open(runner_, Plain(right), batches, All(batches));
  if (!actual) return actual.error();
  for (std::size_t turn = 0; turn < expected->turns(); ++turn) {
    expected->Turn(turn);
    actual->Turn(turn);
  }
  const Matrix matrix{batches[0],
                      {std::move(*expected->TakeColumn(0)), std::move(*actual->TakeColumn(0))}};
  for (const auto& oracle : oracles_) {
    for (const auto& suspect : oracle->Suspects(matrix, port_.contract)) {
      auto first = (suspect.left == 0 ? expected : actual)->Fetch(0, suspect.row);
      auto second = (suspect.right == 0 ? expected : actual)->Fetch(0, suspect.row);
      if (!first || !second) continue;
      const Trial trial{cases[suspect.row], {std::move(*first), std::move(*second)}};
      for (const auto& verdict : oracle->Judge(trial, port_.contract))
        if (const auto* violated = std::get_if<Violated>(&verdict))
          breaches[suspect.row].push_back(*violated);
    }
  }
  return breaches;
}

const Violated* SameBreach(const std::vector<Violated>& breaches, const BreachKey& key) {
  for (const auto& breach : breaches)
    if (breach.law == key.law && breach.difference == key.difference && breach.blamed == key.blamed)
      return &breach;
  return nullptr;
}

}  // namespace lockstep
