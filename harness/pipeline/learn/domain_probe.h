// A DomainProbe is what came of calling native with a few random values of a domain, to learn
// whether it takes them.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "fuzzers/source.h"
#include "harness/model/port.h"
#include "harness/model/result.h"
#include "harness/pipeline/learn/allowance.h"
#include "harness/worker/runner.h"

namespace lockstep {

struct DomainProbe {
  std::size_t calls = 0;
  std::size_t returned = 0;        // calls that gave a result, one that has no encoding included
  std::size_t refused = 0;         // that raised what says that the kind of a value is wrong
  std::size_t perished = 0;        // that died, ran out of time, or out of memory
  std::set<std::string> failures;  // "raised TypeError", "ran out of time"
};

// Whether the exception says that a value is of the wrong kind: no other value of it is taken.
bool IsRefusal(const Value& exception);

// "it raised TypeError, raised ValueError or ran out of time": what came of calls of which none
// gave a result.
std::string WhatCameOf(const std::set<std::string>& failures);

// For each parameter list, as `args` would say it, `calls` calls, or as many as there is time for;
// all of them in one process. What is no parameter list is taken by nobody.
Result<std::vector<DomainProbe>> ProbeDomains(const Port& port, const Hints& hints,
                                              const std::vector<std::string>& parameters,
                                              std::size_t calls, Runner& runner,
                                              Allowance& allowance);

// The same for the parameters that the port has.
Result<DomainProbe> ProbeDeclared(const Port& port, const Hints& hints, std::size_t calls,
                                  Runner& runner, Allowance& allowance);

}  // namespace lockstep
