// A UnitResult is what one unit of a port came to. The sum of those of all units is what a check
// concludes from (unit_sum.h).
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "harness/model/report.h"
#include "harness/model/run.h"
#include "harness/pipeline/run/candidate.h"
#include "harness/pipeline/run/instances.h"
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

}  // namespace lockstep
