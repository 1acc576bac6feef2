#include "oracles/columns.h"

#include <algorithm>
#include <set>

namespace lockstep {
namespace {

// How a process ends, and what else it reports, changes nothing in what it did.
bool SameSurroundings(Setting left, const Setting& right) {
  left.implementation = right.implementation;
  left.finalize = right.finalize;
  left.values = right.values;
  return left == right;
}

// The plain column of an implementation and each that `is_turned` holds for, otherwise in the same
// surroundings.
std::vector<ColumnPair> PlainAnd(bool (*is_turned)(const Setting&), const Matrix& matrix) {
  std::vector<ColumnPair> pairs;
  for (std::size_t right = 0; right < matrix.columns.size(); ++right) {
    const Setting& turned = matrix.columns[right].setting;
    if (!is_turned(turned) || !Ran(matrix, right)) continue;
    for (std::size_t left = 0; left < matrix.columns.size(); ++left) {
      const Setting& plain = matrix.columns[left].setting;
      if (!plain.IsPlain() || plain.implementation != turned.implementation) continue;
      if (plain.knobs != turned.knobs.Here() || plain.order != turned.order) continue;
      if (!Ran(matrix, left)) continue;
      pairs.push_back({left, right});
      break;
    }
  }
  return pairs;
}

}  // namespace

std::vector<ColumnPair> NativeAndPorts(const Matrix& matrix) {
  std::vector<ColumnPair> pairs;
  for (std::size_t right = 0; right < matrix.columns.size(); ++right) {
    const Setting& port = matrix.columns[right].setting;
    if (port.implementation == kNative || !port.IsPlain() || !Ran(matrix, right)) continue;
    for (std::size_t left = 0; left < matrix.columns.size(); ++left) {
      const Setting& native = matrix.columns[left].setting;
      if (native.implementation != kNative || !Ran(matrix, left)) continue;
      if (!SameSurroundings(native, port)) continue;
      pairs.push_back({left, right});
      break;
    }
  }
  return pairs;
}

std::vector<ColumnPair> RunsOfOne(const Matrix& matrix) {
  std::vector<ColumnPair> pairs;
  for (std::size_t right = 0; right < matrix.columns.size(); ++right) {
    const Setting& other = matrix.columns[right].setting;
    if (!other.IsPlain() || !Ran(matrix, right)) continue;
    for (std::size_t left = 0; left < right; ++left) {
      const Setting& first = matrix.columns[left].setting;
      if (first.implementation != other.implementation || !first.IsPlain()) continue;
      if (!Ran(matrix, left)) continue;
      pairs.push_back({left, right});
      break;
    }
  }
  return pairs;
}

std::vector<ColumnPair> PlainAndPickled(const Matrix& matrix) {
  return PlainAnd([](const Setting& setting) { return setting.pickle; }, matrix);
}

std::vector<ColumnPair> HereAndElsewhere(const Matrix& matrix) {
  return PlainAnd([](const Setting& setting) { return !setting.pickle && !setting.IsPlain(); },
                  matrix);
}

bool Testifies(const Cell& cell) {
  return cell.kind != Cell::Kind::kMissing && !cell.Has(Cell::kNotDelivered);
}

bool CellsDiffer(const Cell& left, const Cell& right) {
  if (!Testifies(left) || !Testifies(right)) return false;
  if (left.kind == Cell::Kind::kUnencodable && right.kind == left.kind) return false;
  return left.kind != right.kind || left.exact != right.exact || left.effects != right.effects;
}

bool Ran(const Matrix& matrix, std::size_t column) { return !matrix.columns[column].cells.empty(); }

bool GaveUp(const Matrix& matrix) {
  for (const Column& column : matrix.columns) {
    if (!column.setting.IsPlain() || column.setting.order != 0) continue;
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

std::size_t Rows(const Matrix& matrix) {
  std::size_t rows = 0;
  for (const Column& column : matrix.columns) {
    if (column.cells.empty()) continue;
    rows = rows == 0 ? column.cells.size() : std::min(rows, column.cells.size());
  }
  return rows;
}

}  // namespace lockstep
