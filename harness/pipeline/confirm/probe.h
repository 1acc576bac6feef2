// A Probe asks small questions in fresh processes: what does this case do alone, what do these
// two settings make of these candidates?
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "harness/model/observation.h"
#include "harness/model/port.h"
#include "harness/pipeline/run/candidate.h"
#include "harness/pipeline/run/plan.h"
#include "harness/pipeline/run/rehearsal.h"
#include "harness/pipeline/run/side_by_side.h"

namespace lockstep {

class Probe {
 public:
  Probe(const Port& port, const Oracles& oracles, Runner& runner)
      : port_(port), oracles_(oracles), runner_(runner) {}

  // The cell of the last case, after all the others ran before it in one fresh process.
  Result<Cell> CellOfLast(const Run& run, std::span<const Case> cases) const;
  Result<std::vector<Cell>> Cells(const Run& run, std::span<const Case> cases) const;
  // The same, in full.
  Result<Observation> ObserveLast(const Run& run, std::span<const Case> cases) const;

  // How the process ends after these cases; nullopt when it ends well.
  Result<std::optional<Outcome>> Exit(const Run& run, std::span<const Case> cases) const;

  // For each case: what the oracles say of the pair of settings, each in one fresh process.
  using Breaches = SideBySide::Breaches;
  Result<std::vector<Breaches>> Judge(const Run& left, const Run& right,
                                      std::span<const Case> cases) const;
  // The same pair, to be asked again and again; as patient as the settings say. All else here gives
  // a case at least the whole of its time.
  Result<SideBySide> Open(const Run& left, const Run& right) const;

  const Port& port() const { return port_; }

 private:
  const Port& port_;
  const Oracles& oracles_;
  Runner& runner_;
};

// The breach that shows the same failure as `key`, if any.
const Violated* SameBreach(const std::vector<Violated>& breaches, const BreachKey& key);

}  // namespace lockstep
