#include "harness/pipeline/run/unit_counter.h"

#include <algorithm>
#include <string>

#include "oracles/columns.h"
#include "oracles/relation.h"
#include "oracles/tolerance.h"

namespace lockstep {
namespace {

void CountCases(const Batch& batch, const std::vector<std::size_t>& not_run, UnitResult& result) {
  result.cases += batch.size() - not_run.size();
  const auto off_domain = [](std::uint8_t mark) { return (mark & Batch::kOffDomain) != 0; };
  result.off_domain += static_cast<std::uint64_t>(
      std::count_if(batch.marks.begin(), batch.marks.end(), off_domain) -
      std::count_if(not_run.begin(), not_run.end(),
                    [&](std::size_t row) { return off_domain(batch.marks[row]); }));
}

void CountCrowded(const Matrix& matrix, UnitResult& result) {
  if (matrix.columns.empty() || matrix.columns.front().run.implementation != kNative) return;
  const auto& cells = matrix.columns.front().cells;
  result.too_many += static_cast<std::uint64_t>(std::count_if(
      cells.begin(), cells.end(), [](const Cell& cell) { return cell.Has(Cell::kTooMany); }));
}

// Whether the knobs that are a law's own were turned where that was asked for.
void CountTurned(const Column& column, UnitResult& result) {
  const auto turned = Between(column.run.knobs.AtRest(), column.run.knobs);
  if (turned.empty()) return;
  Tally& tally = result.turned[std::string(FactsOf(turned.front()).law)];
  for (const Cell& cell : column.cells) {
    if (cell.Has(Cell::kNotRun)) continue;
    ++tally.offered;
    tally.compared += Testifies(cell);  // what is left out had nothing to turn, and testifies
  }
}

}  // namespace

void UnitCounter::Take(const Matrix& matrix, std::size_t planned,
                       const std::vector<std::size_t>& not_run, UnitResult& result) {
  ran_out_ = false;
  for (std::size_t i = 0; i < planned; ++i) CountCells(matrix.columns[i], result);
  for (const Column& column : matrix.columns) CountTurned(column, result);
  CountCases(*matrix.batch, not_run, result);
  CountCrowded(matrix, result);
  for (const auto& oracle : oracles_) CountChecked(*oracle, matrix, result);
  MeasureDistances(matrix, result);
}

void UnitCounter::CountCells(const Column& column, UnitResult& result) {
  result.observations += column.cells.size();
  auto& ticks = column.run.implementation == kNative ? result.ticks_native : result.ticks_port;
  for (const auto& cell : column.cells) {
    ticks += cell.ticks;
    if (cell.Has(Cell::kNotRun)) --result.observations;
    if (cell.kind == Cell::Kind::kUnencodable) ++result.unencodable;
    if (Unmade(cell)) ++result.undelivered;
    ran_out_ = ran_out_ || cell.kind == Cell::Kind::kTimedOut;
  }
}

// A law is checked on the rows for which its oracle had the columns that it compares.
void UnitCounter::CountChecked(const Oracle& oracle, const Matrix& matrix,
                               UnitResult& result) const {
  const auto laws = oracle.laws();
  const auto tallies = oracle.Tallies(matrix);
  for (std::size_t i = 0; i < laws.size(); ++i) {
    if (!contract_.Applies(std::string(laws[i]))) continue;
    LawSummary& law = result.laws[std::string(laws[i])];
    law.checked += tallies[i].compared;
    law.offered += tallies[i].offered;
    law.unmade += tallies[i].unmade;
  }
}

void UnitCounter::MeasureDistances(const Matrix& matrix, UnitResult& result) const {
  if (!contract_.tolerance.any()) return;
  for (const auto& [native, port] : Pairs(matrix, NativeAndPort)) {
    const auto deviation =
        Measure(matrix.columns[native], matrix.columns[port], contract_.tolerance);
    result.max_ulp = std::max(result.max_ulp, static_cast<double>(deviation.largest));
  }
}

}  // namespace lockstep
