#include "oracles/registry.h"

#include "oracles/determinism.h"
#include "oracles/equivalence.h"
#include "oracles/marshalling.h"
#include "oracles/purity.h"
#include "oracles/read_only.h"

namespace lockstep {

std::vector<std::unique_ptr<Oracle>> StandardOracles(const Port& port) {
  std::vector<std::unique_ptr<Oracle>> oracles;
  oracles.push_back(Equivalence(port));
  oracles.push_back(Marshalling(port));
  oracles.push_back(Determinism(port));
  oracles.push_back(Purity(port));
  oracles.push_back(ReadOnlyArguments(port));
  return oracles;
}

}  // namespace lockstep
