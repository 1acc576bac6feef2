#include "harness/pipeline/run/side_by_side.h"

#include <algorithm>

#include "harness/pipeline/run/rehearsal.h"

namespace lockstep {

Result<SideBySide> SideBySide::Open(const Port& port, const Oracles& oracles, Runner& runner,
                                    const Run& left, const Run& right) {
  auto expected = runner.Open(left);
  if (!expected) return expected.error();
  auto actual = runner.Open(right);
  if (!actual) return actual.error();
  return SideBySide(port, oracles, std::move(*expected), std::move(*actual));
}

SideBySide::Asked SideBySide::Ask(std::span<const Case> cases) {
  const std::shared_ptr<const Batch> batch = BatchesOf(cases, cases.size()).front();
  const auto left = left_->Submit(batch), right = right_->Submit(batch);
  Asked asked{left, right, {batch, {left_->Collect(left), right_->Collect(right)}}};
  for (const auto& column : asked.matrix.columns)
    time_outs_ += static_cast<std::size_t>(
        std::count_if(column.cells.begin(), column.cells.end(),
                      [](const Cell& cell) { return cell.kind == Cell::Kind::kTimedOut; }));
  return asked;
}

std::vector<std::pair<Cell, Cell>> SideBySide::Cells(std::span<const Case> cases) {
  std::vector<std::pair<Cell, Cell>> pairs;
  if (cases.empty()) return pairs;
  const auto asked = Ask(cases);
  for (std::size_t row = 0; row < cases.size(); ++row)
    pairs.emplace_back(asked.matrix.columns[0].cells[row], asked.matrix.columns[1].cells[row]);
  return pairs;
}

std::map<std::size_t, SideBySide::Accused> SideBySide::Suspects(const Asked& asked) const {
  std::map<std::size_t, Accused> suspects;
  for (const auto& oracle : *oracles_)
    for (const auto& suspect : oracle->Suspects(asked.matrix, port_->contract))
      suspects[suspect.row].emplace_back(oracle.get(), suspect);
  return suspects;
}

SideBySide::Breaches SideBySide::Judge(const Asked& asked, const Case& subject,
                                       const Accused& accused) {
  const auto fetch = [&](std::size_t column, std::size_t row) {
    return column == 0 ? left_->Fetch(asked.left, row) : right_->Fetch(asked.right, row);
  };
  Breaches breaches;
  for (const auto& [oracle, suspect] : accused) {
    if (suspect.left == 0 && suspect.right == 1) right_->Prefetch(asked.right, suspect.row);
    auto first = fetch(suspect.left, suspect.row), second = fetch(suspect.right, suspect.row);
    if (!first || !second) continue;
    const Trial trial{subject, {std::move(*first), std::move(*second)}};
    for (const auto& verdict : oracle->Judge(trial, port_->contract))
      if (const auto* violated = std::get_if<Violated>(&verdict)) breaches.push_back(*violated);
  }
  return breaches;
}

std::vector<SideBySide::Breaches> SideBySide::Judge(std::span<const Case> cases) {
  std::vector<Breaches> breaches(cases.size());
  if (cases.empty()) return breaches;
  const Asked asked = Ask(cases);
  for (const auto& [row, accused] : Suspects(asked))
    breaches[row] = Judge(asked, cases[row], accused);
  return breaches;
}

std::vector<bool> SideBySide::Show(std::span<const Case> cases,
                                   const std::function<bool(const Breaches&)>& shows) {
  std::vector<bool> shown(cases.size());
  if (cases.empty()) return shown;
  const Asked asked = Ask(cases);
  bool found = false;
  for (const auto& [row, accused] : Suspects(asked))
    shown[row] = found = found || shows(Judge(asked, cases[row], accused));
  return shown;
}

}  // namespace lockstep
