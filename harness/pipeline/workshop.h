// The Workshop is what the pipeline is given to work with: how to open processes and how to
// run a plain script. Tests give it fakes.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "harness/model/port.h"
#include "harness/model/result.h"
#include "harness/worker/runner.h"

namespace lockstep {

struct Workshop {
  std::function<Result<std::unique_ptr<Runner>>(const Port&)> open_runner;
  // Runs plain Python in a fresh interpreter. True when it exits with status 1: the script
  // says "they differ".
  std::function<bool(const Port&, const std::string& source)> script_shows;
  // Measures what one side costs (lockstep/costs/cost_measurement.py); `order` is a Python literal.
  // What it printed, also when it had to be stopped.
  std::function<Result<std::string>(const Port&, Implementation, const std::string& order)>
      measure_costs;
};

}  // namespace lockstep
