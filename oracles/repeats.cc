#include "oracles/repeats.h"

#include "oracles/columns.h"

namespace lockstep {

bool OutcomesDiffer(const Cell& left, const Cell& right, const Contract& contract) {
  if (!CellsDiffer(left, right)) return false;
  const bool words = contract.exceptions == ExceptionPolicy::kTypeAndMessage;
  if (words || left.kind != right.kind || left.kind != Cell::Kind::kRaised) return true;
  return left.projected != right.projected || left.effects != right.effects;
}

}  // namespace lockstep
