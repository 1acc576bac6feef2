#include "harness/pipeline/confirm/investigator.h"

#include <algorithm>

#include "harness/model/ambient.h"
#include "harness/model/difference_class.h"
#include "harness/model/law.h"
#include "harness/pipeline/callee.h"
#include "harness/pipeline/confirm/after_earlier.h"
#include "harness/pipeline/confirm/docket.h"
#include "harness/pipeline/confirm/finding_notes.h"
#include "harness/pipeline/confirm/words.h"
#include "harness/pipeline/reproduce/call_of_finding.h"
#include "harness/wire/value_codec.h"
#include "oracles/runs.h"

namespace lockstep {
namespace {

constexpr int kConfirmRounds = 5;
constexpr int kSlowRounds = 2;

// Why a candidate is none of the findings, where it is no wonder.
constexpr const char *kSameCase = "it comes to the smallest case of an earlier finding",
                     *kMerelySlow = "with more time both came to the same",
                     *kWords = "only words vary", *kAllowed = "the contract allows it";

// It had less than its time when it was seen, and ended when it had all of it.
bool WasHurried(const Candidate& candidate) {
  if (!candidate.trial) return false;
  return std::ranges::any_of(candidate.trial->observations, [](const Observation& seen) {
    const auto* late = std::get_if<TimedOut>(&seen.outcome);
    return late != nullptr && late->hurried;
  });
}

// Both of a unit's runs count: it was seen in one of them.
Unconfirmed OfUnit(int again, std::size_t runs) {
  constexpr std::uint64_t kRuns = 2;
  return {1 + static_cast<std::uint64_t>(again), kRuns + runs};
}

// Whether one verdict on a case and another say the same of it. Of a sequence they are many.
bool IsAgain(const Violated& one, const Violated& seen, bool stateful) {
  if (one.blamed != seen.blamed) return false;
  if (IsAmbientKind(seen.difference) && one.difference != seen.difference) return false;
  if (IsDeterminismLaw(seen.law)) return IsDeterminismLaw(one.law);
  return one.law == seen.law && (!stateful || BucketOf(one) == BucketOf(seen));
}

Finding Begun(const Candidate& candidate) {
  Finding finding;
  finding.violation = candidate.violation;
  finding.original = finding.smallest = candidate.subject;
  finding.most_dramatic = candidate.most_dramatic;
  finding.off_domain = candidate.key.off_domain;
  // A knob of the law's own is the cause of what is seen when it is turned.
  for (const Knob knob : Between(Knobs(), candidate.right.knobs))
    if (FactsOf(knob).law == candidate.key.law)
      finding.cause = Cause{std::string(FactsOf(knob).spoken), "", ""};
  return finding;
}

Finding BegunBetweenSides(const Candidate& candidate) {
  Finding finding = Begun(candidate);
  finding.left = Quiet(candidate.left), finding.right = Quiet(candidate.right);
  finding.of = IsSlow(candidate.key.difference) ? kSlowRounds : kConfirmRounds;
  return finding;
}

}  // namespace

Investigator::Found Investigator::LookInto(const Candidate& candidate, const History& history) {
  return IsDeterminismLaw(candidate.key.law) ? Determinism(candidate, candidate.key.blamed, history)
                                             : Equivalence(candidate, history);
}

Investigator::Found Investigator::Equivalence(const Candidate& candidate, const History& history) {
  auto differs_anyway = DiffersAsItIs(candidate);
  if (!differs_anyway) return differs_anyway.error();
  if (*differs_anyway) return Fate(Accounted{"it differs as it is called, too"});
  Finding finding = BegunBetweenSides(candidate);
  const auto& key = candidate.key;
  const auto early = key.excuse.empty() ? ShrunkFirst(finding, key) : std::nullopt;
  if (auto met = Met(candidate, early)) return Fate(std::move(*met));
  finding.confirmed = Confirmed(finding, key);
  auto doubt = Doubted(candidate, finding, history);
  if (!doubt) return doubt.error();
  if (doubt->fate) return std::move(*doubt->fate);
  return finding.confirmed == 0 ? NotAgain(std::move(finding), candidate, *doubt, history)
                                : Again(std::move(finding), candidate, early);
}

// What differs from native anyway need not fare well besides where one law alone asks: one defect,
// one finding.
Result<bool> Investigator::DiffersAsItIs(const Candidate& candidate) const {
  if (candidate.right.IsPlain() || means_.port.kind == Port::Kind::kNativeItself) return false;
  auto breaches =
      means_.probe.Judge(Base(kNative), Base(candidate.key.blamed), {&candidate.subject, 1});
  if (!breaches) return breaches.error();
  return !(*breaches)[0].empty();
}

// A candidate like an earlier one is shrunk before the rest is done: most come to the same case.
std::optional<Case> Investigator::ShrunkFirst(const Finding& finding, const BreachKey& key) const {
  const auto known = ends_.find(LikesOf(key));
  if (known == ends_.end() || known->second.empty()) return std::nullopt;
  const auto breaches = means_.probe.Judge(finding.left, finding.right, {&finding.original, 1});
  if (!breaches || SameBreach((*breaches)[0], key) == nullptr) return std::nullopt;
  return means_.smallest.Of(finding, key);
}

std::optional<Accounted> Investigator::Met(const Candidate& candidate,
                                           const std::optional<Case>& smallest) const {
  const auto known = ends_.find(LikesOf(candidate.key));
  if (!smallest || known == ends_.end() || !known->second.contains(wire::Encode(*smallest)))
    return std::nullopt;
  const Excuse* excuse = means_.excuses.Of(candidate.violation, *smallest);
  return Accounted{kSameCase, false, excuse == nullptr ? std::string() : excuse->id};
}

int Investigator::Confirmed(const Finding& finding, const BreachKey& key) const {
  int confirmed = 0;
  for (int round = 0; round < finding.of; ++round) {
    const auto breaches = means_.probe.Judge(finding.left, finding.right, {&finding.original, 1});
    if (breaches && SameBreach((*breaches)[0], key) != nullptr) ++confirmed;
    if (round == 0 && confirmed == 0) break;
  }
  return confirmed;
}

// A crash is a difference whatever else varies, and what is left behind need not be the same each
// time to be left behind.
Result<Investigator::Doubt> Investigator::Doubted(const Candidate& candidate,
                                                  const Finding& finding, const History& history) {
  Doubt doubt;
  doubt.unconfirmed = OfUnit(finding.confirmed, finding.confirmed > 0 ? finding.of : 1);
  if (IsFatal(candidate.key.difference) || candidate.left.ambient) return doubt;
  for (const Run& run : {candidate.left, candidate.right}) {
    if (auto asked = Ask(candidate, run, finding, history, doubt); !asked) return asked.error();
    if (doubt.fate) return doubt;
  }
  const bool varies = finding.confirmed < finding.of && MayBeBlamedForVarying();
  if (varies && !doubt.accounted) doubt.fate = doubt.unconfirmed;
  return doubt;
}

// What varies on native's side leaves nothing to hold a port against, allowed or not.
Result<void> Investigator::Ask(const Candidate& candidate, const Run& run, const Finding& finding,
                               const History& history, Doubt& doubt) {
  if (finding.confirmed == kConfirmRounds) {
    auto consistent = consistency_.Across(candidate.subject, Quiet(run),
                                          nondeterministic_.contains(run.implementation));
    if (!consistent) return consistent.error();
    if (*consistent) return {};
  }
  auto found = Determinism(candidate, run.implementation, history);
  if (!found) return found.error();
  if (const auto* not_again = std::get_if<Unconfirmed>(&*found))
    doubt.unconfirmed.of += not_again->of;
  if (const auto* why = std::get_if<Accounted>(&*found)) doubt.accounted = *why;
  if (std::holds_alternative<Finding>(*found)) doubt.fate = std::move(*found);
  const bool allowed = doubt.accounted && doubt.accounted->why == kAllowed;
  if (doubt.fate || !allowed || run.implementation != kNative) return {};
  auto repeats = consistency_.Within(candidate.subject, Quiet(run));
  if (!repeats) return repeats.error();
  if (!*repeats) doubt.fate = *doubt.accounted;
  return {};
}

Investigator::Found Investigator::NotAgain(Finding finding, const Candidate& candidate,
                                           const Doubt& doubt, const History& history) {
  if (candidate.left.ambient) return AfterEarlier(std::move(finding), candidate, history);
  if (doubt.accounted) return Fate(*doubt.accounted);
  return IsSlow(candidate.key.difference) ? OfTimeOut(candidate, doubt.unconfirmed)
                                          : Fate(doubt.unconfirmed);
}

// What is left behind once in so many calls needs those before it.
Investigator::Found Investigator::AfterEarlier(Finding finding, const Candidate& candidate,
                                               const History& history) {
  auto done = ConfirmAfterEarlier(means_.probe, candidate.key, history(candidate, candidate.right),
                                  means_.should_stop, finding);
  if (!done) return done.error();
  if (finding.confirmed > 0) return Finished(std::move(finding), candidate.key);
  return Fate(Note{"left-behind",
                   candidate.key.difference + ": left behind on one side alone, but not again",
                   CallText(CalleeOf(means_.port.native), candidate.subject), 1});
}

// With the whole of its time, and then with more of it, both sides came to the same.
Investigator::Found Investigator::OfTimeOut(const Candidate& candidate,
                                            const Unconfirmed& unconfirmed) {
  if (WasHurried(candidate)) return Fate(Accounted{kMerelySlow, true});
  auto slow =
      Ladder(means_.probe, candidate.subject, candidate.left, candidate.right, means_.should_stop)
          .MerelySlow();
  if (!slow) return slow.error();
  return *slow ? Fate(Accounted{kMerelySlow, true}) : Fate(unconfirmed);
}

Investigator::Found Investigator::Again(Finding finding, const Candidate& candidate,
                                        const std::optional<Case>& early) {
  const auto& key = candidate.key;
  if (key.excuse.empty()) finding.smallest = early ? *early : means_.smallest.Of(finding, key);
  ends_[LikesOf(key)].insert(wire::Encode(finding.smallest));
  if (IsSlow(key.difference) && !means_.smallest.Lasts(finding, key))
    return Fate(Accounted{kMerelySlow, true});
  auto varies = candidate.left.ambient ? Result<bool>(false) : VariesOnSmallest(finding);
  if (!varies) return varies.error();
  if (*varies) return Fate(Accounted{kVariesAnyway, true});
  return Finished(std::move(finding), key);
}

Result<bool> Investigator::VariesOnSmallest(const Finding& finding) const {
  for (const Run& run : {finding.left, finding.right}) {
    if (!nondeterministic_.contains(run.implementation)) continue;
    auto consistent = consistency_.Across(finding.smallest, run, true);
    if (!consistent) return consistent.error();
    if (!*consistent) return true;
  }
  return false;
}

Investigator::Found Investigator::Determinism(const Candidate& candidate, Implementation blamed,
                                              const History& history) {
  Run left = candidate.left, right = candidate.right;
  if (left.implementation != blamed) left = right;
  if (right.implementation != blamed) right = left;
  const Ladder ladder(means_.probe, candidate.subject, left, right, means_.should_stop);
  if (IsSlow(candidate.key.difference)) {
    auto slow = ladder.MerelySlow();
    if (!slow) return slow.error();
    if (*slow) return Fate(Accounted{kMerelySlow, true});
  }
  auto diagnosis = ladder.Climb([&](const Run& run) { return history(candidate, run); });
  if (!diagnosis) return diagnosis.error();
  if (!diagnosis->has_value()) return Undiagnosed(candidate, ladder.runs());
  if (!Forbidden((*diagnosis)->law)) return Fate(Accounted{kAllowed});
  return Diagnosed(candidate, blamed, std::move(**diagnosis));
}

Investigator::Found Investigator::Undiagnosed(const Candidate& candidate, std::size_t runs) const {
  if (WasHurried(candidate)) return Fate(Accounted{kMerelySlow, true});
  const auto& law = candidate.key.law;
  const bool allowed = IsDeterminismLaw(law) && !Forbidden(law);
  return allowed ? Fate(Accounted{kAllowed}) : Fate(OfUnit(0, runs));
}

Investigator::Found Investigator::Diagnosed(const Candidate& candidate, Implementation blamed,
                                            Diagnosis diagnosis) {
  Finding finding = Begun(candidate);
  finding.violation.law = diagnosis.law;
  finding.violation.blamed = blamed;
  finding.most_dramatic = candidate.subject;
  finding.left = diagnosis.left;
  finding.right = diagnosis.right;
  finding.prefix = diagnosis.prefix;
  finding.confirmed = diagnosis.confirmed;
  finding.of = diagnosis.of;
  finding.cause = Cause{diagnosis.knob, "", ""};
  bool stable = true;
  auto seen = Redescribe(finding, finding.violation, stable);
  if (!seen) return seen.error();
  if (stable && VariesInWords(*seen, means_.port.contract)) return Fate(Accounted{kWords});
  Suspect(blamed);
  if (candidate.key.excuse.empty()) means_.smallest.Shrink(std::move(diagnosis), finding);
  const BreachKey key = KeyOf(finding.violation, candidate.key.off_domain);
  return Finished(std::move(finding), key);
}

// Whether a law was asked for that what does not differ each time breaks.
bool Investigator::MayBeBlamedForVarying() const {
  const Contract& contract = means_.port.contract;
  return contract.Applies("fresh-process") && contract.level != Level::kIndeterminate;
}

// A contract whose scope is one process says nothing of another.
bool Investigator::Forbidden(const std::string& law) const {
  const Contract& contract = means_.port.contract;
  const bool elsewhere =
      contract.scope == Scope::kProcess && (law == "fresh-process" || law == "environment");
  return contract.Applies(law) && !elsewhere;
}

Result<Violated> Investigator::Redescribe(const Finding& finding, const Violated& seen,
                                          bool& stable) const {
  const auto before = CallsThen(CalledBefore(finding), finding.smallest);
  auto left = means_.probe.ObserveLast(finding.left, {&finding.smallest, 1});
  if (!left) return left.error();
  auto right = means_.probe.ObserveLast(finding.right, before);
  if (!right) return right.error();
  stable = true;
  const Trial trial{finding.smallest, {std::move(*left), std::move(*right)}};
  for (const auto& oracle : means_.oracles) {
    for (const auto& verdict : oracle->Judge(trial, means_.port.contract)) {
      const auto* violated = std::get_if<Violated>(&verdict);
      if (violated == nullptr || !IsAgain(*violated, seen, means_.port.stateful)) continue;
      Violated again = *violated;
      again.law = seen.law;
      return again;
    }
  }
  stable = false;
  return seen;
}

Investigator::Found Investigator::Finished(Finding finding, const BreachKey& key) const {
  bool stable = true, stable_again = true;
  auto violation = Redescribe(finding, finding.violation, stable);
  if (!violation) return violation.error();
  auto again = Redescribe(finding, finding.violation, stable_again);
  if (!again) return again.error();
  finding.stable = stable && stable_again && violation->expected == again->expected &&
                   violation->actual == again->actual;
  finding.violation = *violation;
  finding.off_domain = key.off_domain;
  means_.rendering.Of(finding);
  const bool unsteady =
      !finding.stable && IsSlow(key.difference) && !IsDeterminismLaw(finding.violation.law);
  if (auto note = NoteOfLimit(finding)) return Fate(std::move(*note));
  if (unsteady) return Fate(NoteOfTime(finding));
  means_.progress.OnFinding(finding);
  return Fate(std::move(finding));
}

}  // namespace lockstep
