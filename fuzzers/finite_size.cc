// How many values a finite domain has. 0 stands for too many, or infinitely many.
#include "fuzzers/kinds/counting.h"
#include "fuzzers/source.h"

namespace lockstep {

std::size_t FiniteSize(const Port& port, std::size_t limit) {
  if (port.stateful) return 0;
  std::size_t all = 1;
  for (const auto& parameter : port.parameters) {
    if (parameter.kind == Parameter::Kind::kVarPositional) return 0;
    const std::size_t left_out = parameter.optional ? 1 : 0;
    all = SizesMultiplied(all, SizesAdded(SizeOf(*parameter.domain), left_out));
  }
  return all <= limit ? all : 0;
}

}  // namespace lockstep
