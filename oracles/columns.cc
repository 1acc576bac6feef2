#include "oracles/columns.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace lockstep {
std::vector<ColumnPair> Pairs(const Matrix& matrix, Relation relation) {
  std::vector<ColumnPair> pairs;
  for (std::size_t right = 0; right < matrix.columns.size(); ++right) {
    if (!Ran(matrix, right)) continue;
    for (std::size_t left = 0; left < right; ++left) {
      if (!Ran(matrix, left)) continue;
      if (!relation(matrix.columns[left].run, matrix.columns[right].run)) continue;
      pairs.push_back({left, right});
      break;
    }
  }
  return pairs;
}

std::vector<ColumnPair> Pairs(const Matrix& matrix, std::initializer_list<Relation> relations) {
  std::vector<ColumnPair> pairs;
  for (const Relation relation : relations)
    std::ranges::copy(Pairs(matrix, relation), std::back_inserter(pairs));
  return pairs;
}

bool Ran(const Matrix& matrix, std::size_t column) { return !matrix.columns[column].cells.empty(); }

bool GaveUp(const Matrix& matrix) {
  for (const Column& column : matrix.columns) {
    if (!column.run.IsPlain() || column.run.order != 0) continue;
    const auto& native = matrix.columns.front().cells;
    for (std::size_t row = 0; row < column.cells.size(); ++row)
      if (!Testifies(column.cells[row]) && !column.cells[row].Has(Cell::kNotDelivered) &&
          !column.cells[row].Has(Cell::kNotRun) &&
          (row >= native.size() || native[row].kind != Cell::Kind::kTimedOut))
        return true;
  }
  return false;
}

std::vector<std::size_t> RowsNotRun(const Matrix& matrix) {
  std::set<std::size_t> rows;
  for (const Column& column : matrix.columns)
    for (std::size_t row = 0; row < column.cells.size() && column.halted; ++row)
      if (column.cells[row].Has(Cell::kNotRun)) rows.insert(row);
  return {rows.begin(), rows.end()};
}

std::vector<std::size_t> RowsWithoutEnd(const Matrix& matrix) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0, end = Rows(matrix); row < end; ++row) {
    bool endless = false, ended = false;
    for (const Column& column : matrix.columns) {
      if (column.cells.empty() || !Testifies(column.cells[row])) continue;
      (column.cells[row].kind == Cell::Kind::kTimedOut ? endless : ended) = true;
    }
    if (endless && !ended && (matrix.batch->marks[row] & Batch::kOffDomain) == 0)
      rows.push_back(row);
  }
  return rows;
}

std::size_t Rows(const Matrix& matrix) {
  std::size_t rows = 0;
  for (const Column& column : matrix.columns) {
    if (column.cells.empty()) continue;
    rows = rows == 0 ? column.cells.size() : std::min(rows, column.cells.size());
  }
  return rows;
}

}  // namespace lockstep
