// A UnitRun plays one unit of the ports of one native in every setting of their plans and gathers
// what disagrees. Native is played once, whoever is compared with it.
//
// It is the hot path's outer loop: columns of digests are compared at memory speed, and only
// rows that disagree are fetched. Its result depends on (ports, plans, seed, unit) alone.
#pragma once

#include <cstdint>
#include <vector>

#include "fuzzers/source.h"
#include "harness/pipeline/run/excuses.h"
#include "harness/pipeline/run/plan.h"
#include "harness/pipeline/run/rehearsal.h"
#include "harness/pipeline/run/unit_result.h"

namespace lockstep {

// The unit's batches, generated.
Batches Generate(CaseSource& source, std::uint32_t cases);

// A port that takes part in a unit. Where several do, native's settings are the same for all that
// have them (AgreeOnNative), and are run by the first one's runner.
struct Participant {
  const Port& port;
  const Oracles& oracles;
  Runner& runner;
  std::vector<Run> runs;
  Halted halted;
  const Excuses* excuses = nullptr;  // null: none
};

// A result for each entrant.
Result<std::vector<UnitResult>> RunUnit(const std::vector<Participant>& participants,
                                        const Batches& batches, std::uint32_t unit);

}  // namespace lockstep
