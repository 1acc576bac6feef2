#include "oracles/repeats.h"

#include "oracles/columns.h"

namespace lockstep {

bool OutcomesDiffer(const Cell& left, const Cell& right, const Contract& contract) {
  const bool words = contract.exceptions == ExceptionPolicy::kTypeAndMessage;
  if (words || left.kind != right.kind || left.kind != Cell::Kind::kRaised)
    return CellsDiffer(left, right);
  if (!Testifies(left) || !Testifies(right)) return false;
  return left.projected != right.projected || left.effects != right.effects;
}

}  // namespace lockstep
