// A UnitRun plays one unit of a port in every setting of the plan and gathers what disagrees.
//
// It is the hot path's outer loop: columns of digests are compared at memory speed, and only
// rows that disagree are fetched. Its result depends on (port, plan, seed, unit) alone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fuzzers/source.h"
#include "harness/model/report.h"
#include "harness/pipeline/candidate.h"
#include "harness/pipeline/plan.h"
#include "harness/pipeline/rehearsal.h"

namespace lockstep {

struct UnitResult {
  Candidates candidates;
  std::map<std::string, LawSummary> laws;
  std::map<std::string, std::uint64_t> properties;  // "mutates: arg 0" -> rows
  std::vector<std::uint64_t> case_digests;          // sorted, for counting distinct cases
  std::uint64_t cases = 0, off_domain = 0, observations = 0, unencodable = 0, undelivered = 0;
  std::uint64_t ticks_native = 0, ticks_port = 0;
  double max_ulp = 0;
  std::uint64_t messages = 0;           // rows that raise alike, in other words
  std::optional<Case> message_example;  // the simplest of the first of each batch
  bool dies_at_exit = false;
  Setting exit_setting;
  Outcome exit_outcome;
};

// The unit's batches, generated.
Batches Generate(CaseSource& source, std::uint32_t cases);

Result<UnitResult> RunUnit(const Port& port, const Oracles& oracles, Runner& runner,
                           const std::vector<Setting>& settings, const Batches& batches,
                           std::uint32_t unit);

}  // namespace lockstep
