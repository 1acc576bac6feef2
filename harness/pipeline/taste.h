// Tasting is calling native with a few random values of a domain, to learn whether it takes them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/model/port.h"
#include "harness/model/result.h"
#include "harness/worker/runner.h"

namespace lockstep {

struct Tasted {
  std::size_t returned = 0;  // calls that gave a result, one that has no encoding included
  std::size_t perished = 0;  // that died, ran out of time, or out of memory
};

// For each parameter list, as `args` would say it, `calls` calls; all of them in one process. What
// is no parameter list is taken by nobody.
Result<std::vector<Tasted>> Taste(const Port& port, const std::vector<std::string>& parameters,
                                  std::size_t calls, Runner& runner);

}  // namespace lockstep
