// A CostMeasurement tells what a port costs beside native: both make the same calls, each alone in
// a process of its own (harness/python/lockstep/costs/cost_measurement.py).
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "harness/model/costs.h"
#include "harness/model/report.h"
#include "harness/pipeline/workshop.h"

namespace lockstep {

class CostMeasurement {
 public:
  CostMeasurement(std::uint64_t seed, const Workshop& workshop)
      : seed_(seed), workshop_(workshop) {}

  // Of a port that has been checked, with its report. Nothing else should run meanwhile. What is
  // held against the port has been measured twice; native is measured once for all its ports, and
  // once more where one of them is.
  Costs Of(const Claim& port, const PortReport& report);

 private:
  std::uint64_t seed_;
  const Workshop& workshop_;
  std::map<std::string, std::string> known_;  // what native said, by the order it was given
};

}  // namespace lockstep
