#include "harness/pipeline/run/lead.h"

namespace lockstep {
namespace {

bool DifferInWords(const Cell& left, const Cell& right) {
  return left.kind == Cell::Kind::kRaised && right.kind == left.kind &&
         left.projected != Digest() && left.projected == right.projected &&
         left.effects == right.effects;
}

}  // namespace

bool Lead::Brief() const {
  const auto has_value = [](Cell::Kind kind) {
    return kind == Cell::Kind::kReturned || kind == Cell::Kind::kRaised;
  };
  return off_domain || !has_value(left_kind) || !has_value(right_kind);
}

Lead LeadOf(std::size_t oracle, std::size_t batch, const Suspect& suspect, const Matrix& matrix,
            const std::vector<std::size_t>& run_of) {
  const Cell& left = matrix.columns[suspect.left].cells[suspect.row];
  const Cell& right = matrix.columns[suspect.right].cells[suspect.row];
  return {oracle,
          run_of[suspect.left],
          run_of[suspect.right],
          (matrix.batch->marks[suspect.row] & Batch::kOffDomain) != 0,
          false,
          left.kind,
          right.kind,
          batch,
          suspect.row,
          DifferInWords(left, right)};
}

}  // namespace lockstep
