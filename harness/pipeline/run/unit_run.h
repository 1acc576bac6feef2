// A UnitRun plays one unit of the ports of one native in every setting of their plans and gathers
// what disagrees. Native is played once, whoever is compared with it.
//
// It is the hot path's outer loop: columns of digests are compared at memory speed, and only
// rows that disagree are fetched. Its result depends on (ports, plans, seed, unit) alone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "fuzzers/source.h"
#include "harness/model/report.h"
#include "harness/pipeline/run/candidate.h"
#include "harness/pipeline/run/excuses.h"
#include "harness/pipeline/run/instances.h"
#include "harness/pipeline/run/plan.h"
#include "harness/pipeline/run/rehearsal.h"
#include "harness/pipeline/run/testimony.h"
#include "oracles/tally.h"

namespace lockstep {

struct UnitResult {
  Candidates candidates;
  std::map<std::string, LawSummary> laws;
  std::map<std::string, std::uint64_t> properties;  // "mutates: arg 0" -> rows
  std::vector<std::uint64_t> case_digests;          // sorted, for counting distinct cases
  std::uint64_t cases = 0, off_domain = 0, observations = 0, unencodable = 0, undelivered = 0;
  Testimony testimony;
  // By law: cases that came to a process with its own knobs turned, and that it could take.
  std::map<std::string, Tally> turned;
  std::set<std::string> laws_left;  // of what differed and could not be fetched in time
  std::uint64_t too_many = 0;       // rows in which native had more processes than it may
  bool sampled = false;             // more rows wavered than were looked at
  bool gave_up = false;             // rows were never run: too many others had ended their process
  std::uint64_t ticks_native = 0, ticks_port = 0;
  double max_ulp = 0;
  Instances messages;  // rows that raise alike, in other words
  Instances endless;   // rows that ended for nobody who was asked to run them
  // Kinds of what one side's batches left behind, and none of their calls alone.
  std::set<std::string> left_behind;
  bool dies_at_exit = false;
  Run exit_run;
  Outcome exit_outcome;
};

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
