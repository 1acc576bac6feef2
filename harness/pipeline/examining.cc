#include "harness/pipeline/examining.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "harness/pipeline/acceptance.h"
#include "harness/pipeline/missing_methods.h"
#include "harness/pipeline/run/reaching.h"
#include "harness/pipeline/run/unit_sum.h"

namespace lockstep {
namespace {

// Those that are traced are taken from so many cases.
constexpr std::uint32_t kTracedFrom = 32768;

Examiner& ExaminerOf(PortContext& context) {
  if (!context.examiner)
    context.examiner.emplace(context.port, context.oracles, context.excuses, *context.runner,
                             context.workshop, context.progress, *context.deadline);
  if (context.other) context.examiner->Lacks(Lacking(context.port, *context.other));
  return *context.examiner;
}

Candidates TakeFresh(PortContext& context) {
  Candidates fresh;
  for (const auto& [key, candidate] : context.sum.candidates) {
    if (!context.looked_into.insert(key).second) continue;
    context.kinds.insert(BucketOf(key));
    fresh.emplace(key, candidate);
  }
  return fresh;
}

void AddFindings(std::vector<Finding>& findings, std::vector<Finding>& all) {
  for (Finding& finding : findings)
    if (std::none_of(all.begin(), all.end(),
                     [&](const Finding& known) { return known.id == finding.id; }))
      all.push_back(std::move(finding));
}

void AddExamined(Examined fresh, Examined& all) {
  AddFindings(fresh.findings, all.findings);
  std::ranges::move(fresh.notes, std::back_inserter(all.notes));
  std::ranges::move(fresh.sightings, std::back_inserter(all.sightings));
  all.laws_left.merge(fresh.laws_left);
  all.unresolved.merge(fresh.unresolved);
  all.wavered += fresh.wavered;
  for (const auto& [id, cases] : fresh.covered) all.covered[id] += cases;
}

Result<void> ExamineNew(PortContext& context, const Supply& supply) {
  Examiner& examiner = ExaminerOf(context);
  const Candidates fresh = TakeFresh(context);
  context.excuses.Meet(fresh);
  auto examined = examiner.Examine(fresh, [&](const Candidate& candidate, const Run& run) {
    return supply.CallsBefore(candidate.unit, candidate.batch, candidate.row, run);
  });
  if (!examined) return examined.error();
  AddExamined(std::move(*examined), context.examined);
  return {};
}

Result<void> ExamineExit(PortContext& context, const Supply& supply) {
  auto found =
      context.examiner->ExamineExit(context.sum.exit_run, supply.CallsOf(*context.dying_unit));
  if (!found) return found.error();
  if (*found)
    context.examined.findings.push_back(std::move(**found));
  else
    context.examined.unresolved.try_emplace(
        "value", "a process died on its way out, and did not when its calls were made again");
  return {};
}

// Of the port itself, and of native beside it; not again for each law that is looked at apart.
void Trace(PortContext& context, const Supply& supply) {
  const Claim& claim = context.claim;
  const bool asked = claim.law.empty() || claim.law == "commutes";
  if (!asked || context.should_stop()) return;
  const bool native = context.native && HasPython(context.native->sources);
  const bool port = context.other && !claim.LivesElsewhere() && HasPython(context.other->sources);
  if (!native && !port) return;
  const auto batches = supply.FirstOf(0, kTracedFrom);
  const auto reach = [&](Implementation side) {
    return ReachOf(*context.runner, side, batches, context.should_stop);
  };
  if (native) context.report.evidence.native = reach(kNative);
  if (port) context.report.evidence.port = reach(1);
}

Result<void> Keep(PortContext& context) {
  for (const auto& finding : context.examined.findings) {
    context.journal.Found(finding);
    if (auto saved = context.corpus.Save(finding); !saved) return saved.error();
  }
  return {};
}

}  // namespace

void AbsorbUnit(PortContext& context, const UnitResult& unit, std::uint32_t number) {
  if (unit.dies_at_exit && !context.dying_unit) context.dying_unit = number;
  if (number == Supply::kGivenUnit) context.report.corpus_cases = unit.cases;
  Add(unit, context.sum);
}

bool AnyNew(const PortContext& context, const Candidates& candidates) {
  return std::any_of(candidates.begin(), candidates.end(), [&](const auto& entry) {
    return !entry.first.off_domain && !context.kinds.contains(BucketOf(entry.first));
  });
}

Result<void> ExamineSeen(PortContext& context, const Supply& supply, bool last) {
  if (auto examined = ExamineNew(context, supply); !examined) return examined;
  if (!last) return {};
  if (context.dying_unit)
    if (auto examined = ExamineExit(context, supply); !examined) return examined;
  std::ranges::sort(context.examined.findings, {}, &Finding::signature);
  context.examined.laws_left.merge(context.sum.laws_left);
  CountCovered(context);
  Trace(context, supply);
  MarkAccepted(context);
  return Keep(context);
}

}  // namespace lockstep
