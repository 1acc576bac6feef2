#include "harness/pipeline/run/unit_sum.h"

#include <algorithm>

namespace lockstep {
namespace {

void AddLaws(const std::map<std::string, LawSummary>& laws,
             std::map<std::string, LawSummary>& sums) {
  for (const auto& [law, summary] : laws) {
    auto& sum = sums[law];
    sum.checked += summary.checked;
    sum.violated += summary.violated;
    sum.offered += summary.offered;
    sum.unmade += summary.unmade;
    if (!summary.why.empty()) sum.why = summary.why;
  }
}

// Both sorted.
void AddDigests(const std::vector<std::uint64_t>& digests, std::vector<std::uint64_t>& all) {
  const auto before = static_cast<std::ptrdiff_t>(all.size());
  all.insert(all.end(), digests.begin(), digests.end());
  std::inplace_merge(all.begin(), all.begin() + before, all.end());
}

void AddTallies(const std::map<std::string, Tally>& tallies, std::map<std::string, Tally>& sums) {
  for (const auto& [law, tally] : tallies) {
    sums[law].offered += tally.offered;
    sums[law].compared += tally.compared;
  }
}

void AddCounts(const UnitResult& unit, UnitResult& sum) {
  sum.cases += unit.cases;
  sum.off_domain += unit.off_domain;
  sum.observations += unit.observations;
  sum.unencodable += unit.unencodable;
  sum.undelivered += unit.undelivered;
  Add(unit.testimony, sum.testimony);
  sum.too_many += unit.too_many;
  Add(unit.messages, sum.messages);
  Add(unit.endless, sum.endless);
  sum.sampled = sum.sampled || unit.sampled;
  sum.gave_up = sum.gave_up || unit.gave_up;
  sum.max_ulp = std::max(sum.max_ulp, unit.max_ulp);
}

}  // namespace

void Add(const UnitResult& unit, UnitResult& sum) {
  for (const auto& [key, candidate] : unit.candidates) Merge(sum.candidates, candidate);
  AddLaws(unit.laws, sum.laws);
  AddTallies(unit.turned, sum.turned);
  for (const auto& [property, rows] : unit.properties) sum.properties[property] += rows;
  sum.left_behind.insert(unit.left_behind.begin(), unit.left_behind.end());
  sum.laws_left.insert(unit.laws_left.begin(), unit.laws_left.end());
  AddDigests(unit.case_digests, sum.case_digests);
  AddCounts(unit, sum);
  if (unit.dies_at_exit && !sum.dies_at_exit) {
    sum.dies_at_exit = true;
    sum.exit_run = unit.exit_run;
  }
}

}  // namespace lockstep
