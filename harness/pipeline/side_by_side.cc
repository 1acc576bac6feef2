#include "harness/pipeline/side_by_side.h"

#include "harness/pipeline/rehearsal.h"

namespace lockstep {

Result<SideBySide> SideBySide::Open(const Port& port, const Oracles& oracles, Runner& runner,
                                    const Setting& left, const Setting& right) {
  auto expected = runner.Open(left);
  if (!expected) return expected.error();
  auto actual = runner.Open(right);
  if (!actual) return actual.error();
  return SideBySide(port, oracles, std::move(*expected), std::move(*actual));
}

std::vector<SideBySide::Breaches> SideBySide::Judge(std::span<const Case> cases) {
  std::vector<Breaches> breaches(cases.size());
  if (cases.empty()) return breaches;
  const std::shared_ptr<const Batch> batch = BatchesOf(cases, cases.size()).front();
  const auto expected = left_->Submit(batch), actual = right_->Submit(batch);
  const Matrix matrix{batch, {left_->Collect(expected), right_->Collect(actual)}};
  const auto fetch = [&](std::size_t column, std::size_t row) {
    return column == 0 ? left_->Fetch(expected, row) : right_->Fetch(actual, row);
  };
  for (const auto& oracle : *oracles_) {
    for (const auto& suspect : oracle->Suspects(matrix, port_->contract)) {
      auto first = fetch(suspect.left, suspect.row), second = fetch(suspect.right, suspect.row);
      if (!first || !second) continue;
      const Trial trial{cases[suspect.row], {std::move(*first), std::move(*second)}};
      for (const auto& verdict : oracle->Judge(trial, port_->contract))
        if (const auto* violated = std::get_if<Violated>(&verdict))
          breaches[suspect.row].push_back(*violated);
    }
  }
  return breaches;
}

}  // namespace lockstep
