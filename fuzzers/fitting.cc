#include "fuzzers/fitting.h"

#include "fuzzers/kinds/table.h"

namespace lockstep {

bool Fits(const Domain& domain, const Value& value, const ArgumentsByName& arguments) {
  return HandlingOf(domain.kind).fits(domain, value, arguments);
}

}  // namespace lockstep
