#include "harness/model/port.h"

#include <utility>

#include "harness/model/earlier.h"

namespace lockstep {

Port AsClaimed(Claim claim) {
  Learned learned{claim.declared};
  learned.started = claim.command;
  return {std::move(claim), std::move(learned)};
}

const std::vector<Parameter>* ParametersOf(const Port& port, const std::string& operation) {
  if (operation.empty()) return &port.parameters;
  static const std::vector<Parameter> kNone;
  const std::string method = MethodOf(operation);
  for (const auto& known : port.operations)
    if (known.name == method) return &known.parameters;
  return method == "__next__" && TargetOf(operation) != 0 ? &kNone : nullptr;
}

}  // namespace lockstep
