#include "oracles/tally.h"

#include <algorithm>

namespace lockstep {

bool Unmade(const Cell& cell) {
  return cell.Has(Cell::kNotDelivered) && cell.kind != Cell::Kind::kLeftOut;
}
Tally TallyOf(const Matrix& matrix, std::span<const ColumnPair> pairs, Comparable comparable) {
  Tally tally;
  if (pairs.empty()) return tally;
  const auto not_run = RowsNotRun(matrix);
  for (std::size_t row = 0, end = Rows(matrix); row < end; ++row) {
    if ((matrix.batch->marks[row] & Batch::kOffDomain) != 0) continue;
    if (!not_run.empty() && std::binary_search(not_run.begin(), not_run.end(), row)) continue;
    const auto left = [&](const ColumnPair& pair) -> const Cell& {
      return matrix.columns[pair.left].cells[row];
    };
    const auto right = [&](const ColumnPair& pair) -> const Cell& {
      return matrix.columns[pair.right].cells[row];
    };
    const Cell& first = left(pairs.front());
    if (first.kind == Cell::Kind::kLeftOut || first.Has(Cell::kTooMany)) continue;
    ++tally.offered;
    if (std::any_of(pairs.begin(), pairs.end(),
                    [&](const ColumnPair& pair) { return comparable(left(pair), right(pair)); }))
      ++tally.compared;
    else if (std::any_of(pairs.begin(), pairs.end(), [&](const ColumnPair& pair) {
               return Testifies(left(pair)) && Unmade(right(pair));
             }))
      ++tally.unmade;
  }
  return tally;
}

bool BothTestify(const Cell& left, const Cell& right) {
  return Testifies(left) && Testifies(right) &&
         (left.kind != Cell::Kind::kUnencodable || right.kind != Cell::Kind::kUnencodable);
}

}  // namespace lockstep
