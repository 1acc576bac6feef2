#include "harness/pipeline/confirm/minimizer.h"

#include <algorithm>
#include <string_view>

#include "fuzzers/shrinker.h"
#include "harness/model/difference_class.h"
#include "harness/model/law.h"
#include "harness/pipeline/confirm/candidate_tester.h"

namespace lockstep {
namespace {

constexpr std::size_t kBudget = 4000;
constexpr std::size_t kSlowBudget = 120;     // where a candidate may cost a deadline
constexpr std::size_t kMostTimeOuts = 24;    // of candidates for something else
constexpr std::size_t kProcessBudget = 256;  // where every candidate costs two processes
constexpr std::size_t kGroupBudget = 300;    // of a case that is small already

Run With(Run run, DeadlinePolicy policy) {
  run.deadline_policy = policy;
  return run;
}

bool BreaksFamily(const std::vector<Violated>& breaches, std::string_view family) {
  return std::any_of(breaches.begin(), breaches.end(), [&](const Violated& breach) {
    const Law* law = FindLaw(breach.law);
    return law != nullptr && law->family == family && !IsFatal(breach.difference);
  });
}

}  // namespace

Case Minimizer::Of(const Finding& finding, const BreachKey& key) const {
  const bool slow = key.difference == "timeout";
  const auto policy = slow ? DeadlinePolicy::kShort : DeadlinePolicy::kWaning;
  const auto budget = slow ? kSlowBudget : kBudget;
  CandidateTester tester(probe_, With(finding.left, policy), With(finding.right, policy),
                         slow ? 2 * budget : kMostTimeOuts, should_stop_);
  const SameFailure fails = excuses_.Beyond(
      finding.violation, [&](std::span<const Case> cases) { return tester.Failing(cases, key); });
  // Those that will confirm get ready meanwhile.
  auto fresh = probe_.Open(finding.left, finding.right);
  Case smallest = lockstep::Shrink(finding.original, probe_.port(), fails, budget).smallest;
  const auto shows = [&](const Probe::Breaches& breaches) {
    return SameBreach(breaches, key) != nullptr;
  };
  if (fresh && fresh->Show({&smallest, 1}, shows)[0]) return smallest;
  if (slow) return finding.original;
  tester.Separate();
  return lockstep::Shrink(finding.original, probe_.port(), fails, budget).smallest;
}

Case Minimizer::Simplest(const Finding& finding) const {
  const Law* law = FindLaw(finding.violation.law);
  auto both = probe_.Open(finding.left, finding.right);
  if (law == nullptr || !both) return finding.smallest;
  const auto shows = [&](const Probe::Breaches& breaches) {
    return BreaksFamily(breaches, law->family);
  };
  const SameFailure fails = [&](std::span<const Case> cases) {
    if (should_stop_() || both->time_outs() >= kMostTimeOuts)
      return std::vector<bool>(cases.size());
    return both->Show(cases, shows);
  };
  return lockstep::Shrink(finding.smallest, probe_.port(), fails, kGroupBudget).smallest;
}

// A port that is slow is no port that hangs.
bool Minimizer::Lasts(Finding& finding, const BreachKey& key) const {
  const Run left = With(finding.left, DeadlinePolicy::kLong),
            right = With(finding.right, DeadlinePolicy::kLong);
  for (const Case* subject : {&finding.smallest, &finding.original}) {
    const auto breaches = probe_.Judge(left, right, {subject, 1});
    if (!breaches || SameBreach((*breaches)[0], key) == nullptr) continue;
    finding.smallest = *subject;
    return true;
  }
  return false;
}

void Minimizer::Shrink(Diagnosis diagnosis, Finding& finding) const {
  if (diagnosis.law == "history") return ShrinkHistory(std::move(diagnosis), finding);
  const bool replay = diagnosis.law == "replay";
  CandidateTester tester(probe_, diagnosis.left, diagnosis.right, kMostTimeOuts, should_stop_);
  const SameFailure fails = excuses_.Beyond(finding.violation, [&](std::span<const Case> cases) {
    return tester.Differing(cases, replay);
  });
  finding.smallest = lockstep::Shrink(finding.original, probe_.port(), fails, kBudget).smallest;
  auto shows = Ladder::StillShows(probe_, diagnosis, {&finding.smallest, 1});
  if (shows && (*shows)[0]) return;
  tester.Separate();
  finding.smallest = lockstep::Shrink(finding.original, probe_.port(), fails, kBudget).smallest;
}

void Minimizer::ShrinkHistory(Diagnosis diagnosis, Finding& finding) const {
  const SameFailure fails = [&](std::span<const Case> cases) {
    auto shows = Ladder::StillShows(probe_, diagnosis, cases);
    return shows && !should_stop_() ? *shows : std::vector<bool>(cases.size());
  };
  finding.smallest =
      lockstep::Shrink(finding.smallest, probe_.port(), fails, kProcessBudget).smallest;
  for (std::size_t i = 0; i < diagnosis.prefix.size() && i < 3; ++i) {
    const SameFailure prefix_matters = [&](std::span<const Case> cases) {
      std::vector<bool> shows(cases.size());
      for (std::size_t k = 0; k < cases.size() && !should_stop_(); ++k) {
        Diagnosis trial = diagnosis;
        trial.prefix[i].subject = cases[k];
        auto still = Ladder::StillShows(probe_, trial, {&finding.smallest, 1});
        shows[k] = still && (*still)[0];
        if (shows[k]) break;
      }
      return shows;
    };
    Case& earlier = diagnosis.prefix[i].subject;
    earlier = lockstep::Shrink(earlier, probe_.port(), prefix_matters, kProcessBudget).smallest;
  }
  finding.prefix = diagnosis.prefix;
}

}  // namespace lockstep
