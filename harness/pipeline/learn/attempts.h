// An Attempt is one way of calling an operation of a class, tried on native's instances.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/model/played.h"
#include "harness/model/port.h"
#include "harness/pipeline/learn/allowance.h"
#include "harness/worker/runner.h"

namespace lockstep {

struct Attempt {
  std::string operation;  // a method; empty: the constructor
  std::string text;       // of the parameters
  std::size_t way = 0, varied = 0;
  std::string kind;       // that is tried in place of parameter `varied`
  bool tried = false;     // it was called
  bool suits = false;     // native took the values, though it may have raised
  bool returned = false;  // it gave something
};

// Each is tried a few times, all of them once before one is tried again.
Result<void> Try(const Port& port, std::vector<Attempt>& attempts, Runner& runner,
                 Allowance& allowance);

// What native does with as many sequences of the port as there is time for, at most `count`;
// nullopt for one that it did not survive.
using Played = std::vector<PlayedStep>;
Result<std::vector<std::optional<Played>>> PlaySequences(const Port& port, std::size_t count,
                                                         Runner& runner, Allowance& allowance);

}  // namespace lockstep
