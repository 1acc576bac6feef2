// The Terms of a port: over which inputs it stands in for native, and under which contract. A claim
// has them as they were declared, a port as they are found to be.
#pragma once

#include <string>
#include <vector>

#include "harness/model/contract.h"
#include "harness/model/parameter.h"

namespace lockstep {

struct Terms {
  std::vector<Parameter> parameters;
  std::string parameters_text;
  // A class: cases are sequences of operations, and the parameters are the constructor's.
  bool stateful = false;
  std::vector<Operation> operations;
  Contract contract;
};

}  // namespace lockstep
