// Two processes in two settings, kept open, that are asked for the same cases: what the oracles say
// of each. What an earlier case left behind may speak for a later one: whoever asks more than once
// has the last answer confirmed in processes of its own.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "harness/model/port.h"
#include "harness/pipeline/run/plan.h"
#include "harness/worker/runner.h"

namespace lockstep {

class SideBySide {
 public:
  using Breaches = std::vector<Violated>;

  // The oracles outlive it. An Error: a process could not be started.
  static Result<SideBySide> Open(const Port& port, const Oracles& oracles, Runner& runner,
                                 const Run& left, const Run& right);

  std::vector<Breaches> Judge(std::span<const Case> cases);
  // What became of each case on both sides.
  std::vector<std::pair<Cell, Cell>> Cells(std::span<const Case> cases);
  // Of all cases so far, on either side.
  std::size_t time_outs() const { return time_outs_; }

  // The cases up to the first that `shows` says yes to; of those after it, which differ at all:
  // they are not looked into, for that costs more than the calls.
  std::vector<bool> Show(std::span<const Case> cases,
                         const std::function<bool(const Breaches&)>& shows);

 private:
  SideBySide(const Port& port, const Oracles& oracles, std::unique_ptr<Session> left,
             std::unique_ptr<Session> right)
      : port_(&port), oracles_(&oracles), left_(std::move(left)), right_(std::move(right)) {}

  struct Asked {
    Session::Ticket left, right;
    Matrix matrix;
  };
  using Accused = std::vector<std::pair<const Oracle*, Suspect>>;

  Asked Ask(std::span<const Case> cases);
  // By row; of one row in the order of the oracles.
  std::map<std::size_t, Accused> Suspects(const Asked& asked) const;
  Breaches Judge(const Asked& asked, const Case& subject, const Accused& accused);

  const Port* port_;
  const Oracles* oracles_;
  std::unique_ptr<Session> left_, right_;
  std::size_t time_outs_ = 0;
};

}  // namespace lockstep
