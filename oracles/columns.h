// Which columns of a matrix are to be compared with which, and what a cell can testify.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "harness/model/matrix.h"
#include "oracles/relation.h"

namespace lockstep {

struct ColumnPair {
  std::size_t left = 0, right = 0;  // left is what is expected
};

// Each column with the first before it that it ought to agree with. One that sat the batch out is
// in no pair.
std::vector<ColumnPair> Pairs(const Matrix& matrix, Relation relation);
// Those of several relations, one after the other.
std::vector<ColumnPair> Pairs(const Matrix& matrix, std::initializer_list<Relation> relations);

// Whether the cell says anything: it was run, and its setting was delivered.
inline bool Testifies(const Cell& cell) {
  return cell.kind != Cell::Kind::kMissing && !cell.Has(Cell::kNotDelivered);
}

// Kind or exact digest or effects differ, within one implementation. What says nothing differs from
// nothing, and two outcomes without encoding have nothing to be compared by.
inline bool CellsDiffer(const Cell& left, const Cell& right) {
  if (!Testifies(left) || !Testifies(right)) return false;
  if (left.kind == Cell::Kind::kUnencodable && right.kind == left.kind) return false;
  return left.kind != right.kind || left.exact != right.exact || left.effects != right.effects;
}

// A column without cells sat this batch out (Run::sample); it is never compared.
bool Ran(const Matrix& matrix, std::size_t column);

// Whether there are rows that were never run, because too many others had ended their process. What
// native did not end, a port need not have run.
bool GaveUp(const Matrix& matrix);

// The rows that one of the columns has not, for want of time; in order.
std::vector<std::size_t> RowsNotRun(const Matrix& matrix);

// The rows that some column ran and none that ran them ended, on the domain; in order.
std::vector<std::size_t> RowsWithoutEnd(const Matrix& matrix);

// How many rows every column that ran has.
std::size_t Rows(const Matrix& matrix);

}  // namespace lockstep
