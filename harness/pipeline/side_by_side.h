// Two processes in two settings, kept open, that are asked for the same cases: what the oracles say
// of each. What an earlier case left behind may speak for a later one: whoever asks more than once
// has the last answer confirmed in processes of its own.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "harness/model/port.h"
#include "harness/pipeline/plan.h"
#include "harness/worker/runner.h"

namespace lockstep {

class SideBySide {
 public:
  using Breaches = std::vector<Violated>;

  // The oracles outlive it. An Error: a process could not be started.
  static Result<SideBySide> Open(const Port& port, const Oracles& oracles, Runner& runner,
                                 const Setting& left, const Setting& right);

  std::vector<Breaches> Judge(std::span<const Case> cases);

 private:
  SideBySide(const Port& port, const Oracles& oracles, std::unique_ptr<Session> left,
             std::unique_ptr<Session> right)
      : port_(&port), oracles_(&oracles), left_(std::move(left)), right_(std::move(right)) {}

  const Port* port_;
  const Oracles* oracles_;
  std::unique_ptr<Session> left_, right_;
};

}  // namespace lockstep
