#include "harness/pipeline/confirm/examine.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "harness/model/ambient.h"
#include "harness/model/difference_class.h"
#include "harness/model/law.h"
#include "harness/pipeline/callee.h"
#include "harness/pipeline/confirm/after_earlier.h"
#include "harness/pipeline/confirm/docket.h"
#include "harness/pipeline/confirm/exit_death.h"
#include "harness/pipeline/confirm/finding_notes.h"
#include "harness/pipeline/confirm/grouping.h"
#include "harness/pipeline/confirm/words.h"
#include "harness/pipeline/missing_methods.h"
#include "harness/pipeline/reproduce/call_of_finding.h"
#include "harness/wire/value_codec.h"
#include "oracles/repeats.h"
#include "oracles/runs.h"

namespace lockstep {
namespace {

constexpr int kConfirmRounds = 5;
// Other hash seeds and layouts that a case is tried under before it is compared with the other
// side: few, unless the implementation has been seen to vary.
constexpr std::uint32_t kSurroundings = 1;
constexpr std::uint32_t kSurroundingsOfTheSuspected = 8;
constexpr std::size_t kFindingsPerPort = 16;
constexpr int kSlowRounds = 2;
constexpr const char* kNoTime =
    "it was seen to differ, and the time was over before it was looked into";
constexpr const char* kTooMany = "more differs than was looked at: see the findings";
constexpr std::chrono::seconds kPerCandidate{60};  // what `lockstep check --help` says
constexpr std::chrono::seconds kForTimeOuts{45};   // after the first of them was begun, no other is

// Cases out of the domain fail the gate only for a crash or a hang, or when asked for.
bool IsNote(const Candidate& candidate, const Contract& contract) {
  return candidate.key.off_domain && !contract.off_domain_strict &&
         !IsFatal(candidate.key.difference);
}

// Why a candidate is none of the findings, where it is no wonder.
constexpr const char *kSameCase = "it comes to the smallest case of an earlier finding",
                     *kMerelySlow = "with more time both came to the same",
                     *kVariesAnyway = "one side varies on it anyway: see the finding of that",
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

}  // namespace

Examiner::Examiner(const Port& port, const Oracles& oracles, const Excuses& excuses, Runner& runner,
                   const Workshop& workshop, Progress& progress, Deadline& deadline)
    : port_(port),
      oracles_(oracles),
      excuses_(excuses),
      probe_(port, oracles, runner),
      progress_(progress),
      deadline_(deadline),
      smallest_(probe_, excuses_, should_stop_),
      rendering_(port_, excuses_, workshop, lacking_) {}

Result<Examined> Examiner::Examine(const Candidates& candidates, const History& history) {
  Examined examined;
  std::map<std::string, Finding> by_id;
  std::set<std::pair<std::string, Implementation>> words;
  Quotas quotas;
  std::vector<Note> notes;  // what turned out to be no finding
  Deadline::Time dear_begun;
  const auto in_order = WithoutLacking(lacking_, InOrder(candidates));
  for (const Candidate* const& candidate : in_order) {
    const auto& key = candidate->key;
    const bool excused = !key.excuse.empty();
    if (IsNote(*candidate, port_.contract)) {
      examined.notes.push_back(OffDomainNote(port_, *candidate));
      continue;
    }
    if (VariesInWords(candidate->violation, port_.contract)) {
      if (words.emplace(key.difference, key.blamed).second)
        examined.notes.push_back(NoteOfWords(candidate->violation));
      continue;
    }
    if (excused && by_id.contains(key.excuse)) continue;
    if (by_id.size() >= kFindingsPerPort && !excused) {
      if (!key.off_domain && !quotas.Knows(key)) examined.unresolved.try_emplace(key.law, kTooMany);
      continue;
    }
    if (should_stop_()) {
      LeaveUnseen(*candidate, examined);
      continue;
    }
    const bool dear = IsSlow(key.difference);
    if (dear && !dear_begun) dear_begun = Deadline::Clock::now();
    if (dear && Deadline::Clock::now() - *dear_begun > kForTimeOuts) {
      LeaveUnseen(*candidate, examined);
      continue;
    }
    if (!excused && !quotas.Take(key)) {
      if (IsDeterminismLaw(key.law)) examined.wavered += candidate->count;
      continue;
    }
    progress_.OnLookInto(key.law, static_cast<std::size_t>(&candidate - in_order.data()),
                         in_order.size());
    auto found = LookInto(*candidate, history);
    const bool in_time = !should_stop_();
    deadline_.OfWork(std::nullopt);
    if (!found && in_time) return found.error();
    if (!found) {
      LeaveUnseen(*candidate, examined);
    } else if (auto* finding = std::get_if<Finding>(&*found)) {
      if (IsDeterminismLaw(key.law)) examined.wavered += candidate->count;
      if (finding->excuse.empty())
        quotas.Found(key);
      else if (!excused)
        covered_[finding->excuse] += candidate->count;
      by_id.try_emplace(finding->id, std::move(*finding));
    } else if (!in_time) {
      LeaveUnseen(*candidate, examined);
    } else if (auto* note = std::get_if<Note>(&*found)) {
      notes.push_back(std::move(*note));
    } else if (const auto* accounted = std::get_if<Accounted>(&*found)) {
      if (accounted->by_chance)
        examined.sightings.push_back(SightingOf(port_, *candidate, Unconfirmed(), accounted->why));
    } else {
      unconfirmed_.emplace_back(candidate, std::get<Unconfirmed>(*found));
    }
  }
  examined.covered = std::exchange(covered_, {});
  for (auto& [id, finding] : by_id) examined.findings.push_back(std::move(finding));
  if (auto resolved = Resolve(examined); !resolved) return resolved.error();
  for (auto& note : notes) examined.notes.push_back(std::move(note));
  deadline_.OfWork(Deadline::Clock::now() + kPerCandidate);
  for (auto& note : GroupByCause(examined.findings, smallest_))
    examined.notes.push_back(std::move(note));
  deadline_.OfWork(std::nullopt);
  std::ranges::sort(examined.findings, {}, &Finding::signature);
  return examined;
}

Result<void> Examiner::Resolve(Examined& examined) {
  for (const auto& [candidate, unconfirmed] : std::exchange(unconfirmed_, {})) {
    deadline_.OfWork(Deadline::Clock::now() + kPerCandidate);
    auto resolved = Resolve(*candidate, unconfirmed, examined);
    const bool in_time = !should_stop_();
    deadline_.OfWork(std::nullopt);
    if (!in_time) examined.laws_left.insert(candidate->key.law);
    if (!resolved && in_time) return resolved;
  }
  return {};
}

Result<void> Examiner::Resolve(const Candidate& candidate, Unconfirmed unconfirmed,
                               Examined& examined) {
  auto ruling = Inquest(port_, oracles_, probe_).On(candidate, unconfirmed);
  if (!ruling) return ruling.error();
  if (const auto* undecided = std::get_if<Inquest::Undecided>(&*ruling)) {
    Leave(candidate, unconfirmed, undecided->why, examined);
    return {};
  }
  if (const auto* words = std::get_if<Inquest::Words>(&*ruling)) {
    AddOnce(examined.notes, NoteOfWords(words->violation));
    return {};
  }
  Finding& finding = std::get<Finding>(*ruling);
  const Implementation blamed = finding.violation.blamed;
  examined.wavered += candidate.count;
  const bool first = nondeterministic_.insert(blamed).second;
  if (first) {
    rendering_.Of(finding);
    progress_.OnFinding(finding);
  }
  if (!finding.excuse.empty()) examined.covered[finding.excuse] += candidate.count;
  const std::string came_to = first ? "finding " + finding.id : std::string(kVariesAnyway);
  examined.sightings.push_back(SightingOf(port_, candidate, unconfirmed, came_to));
  if (first) examined.findings.push_back(std::move(finding));
  return {};
}

void Examiner::Leave(const Candidate& candidate, const Unconfirmed& unconfirmed,
                     const std::string& why, Examined& examined) const {
  const auto& key = candidate.key;
  if (!key.off_domain)
    examined.unresolved.try_emplace(key.law, "what was seen to differ did not come again: " + why);
  examined.sightings.push_back(SightingOf(port_, candidate, unconfirmed, "undecided: " + why));
  examined.notes.push_back({"unconfirmed",
                            fmt::format("{} ({}): seen in {} of {} runs: {}", key.law,
                                        key.difference, unconfirmed.seen, unconfirmed.of, why),
                            CallText(CalleeOf(port_.native), candidate.subject), 1});
}

// It differs, and there was no time to look into it: told once for each kind.
void Examiner::LeaveUnseen(const Candidate& candidate, Examined& examined) const {
  const auto& key = candidate.key;
  examined.laws_left.insert(key.law);
  examined.sightings.push_back(SightingOf(port_, candidate, {}, kNoTime));
  AddOnce(examined.notes,
          {"not-looked-into", fmt::format("{} ({}): {}", key.law, key.difference, kNoTime),
           CallText(CalleeOf(port_.native), candidate.subject), candidate.count});
}

Examiner::Found Examiner::LookInto(const Candidate& candidate, const History& history) {
  deadline_.OfWork(Deadline::Clock::now() + kPerCandidate);
  return IsDeterminismLaw(candidate.key.law) ? Determinism(candidate, candidate.key.blamed, history)
                                             : Equivalence(candidate, history);
}

Result<bool> Examiner::Consistent(const Case& subject, const Run& run) {
  const bool suspected = nondeterministic_.contains(run.implementation);
  const auto surroundings = suspected ? kSurroundingsOfTheSuspected : kSurroundings;
  std::vector<Run> others(surroundings + 1, run);
  for (std::uint32_t i = 0; i <= surroundings; ++i) {
    others[i].knobs[Knob::kHashSeed] += i;
    others[i].knobs[Knob::kLayout] += i;
  }
  return Agrees(subject, run, others);
}

Result<bool> Examiner::Agrees(const Case& subject, const Run& run,
                              std::span<const Run> others) const {
  auto first = probe_.CellOfLast(run, {&subject, 1});
  if (!first) return first.error();
  for (const Run& other : others) {
    auto cell = probe_.CellOfLast(other, {&subject, 1});
    if (!cell) return cell.error();
    if (OutcomesDiffer(*first, *cell, port_.contract)) return false;
  }
  return true;
}

Result<bool> Examiner::Repeats(const Case& subject, const Run& run) const {
  std::vector<Run> others(3, run);
  others.back().knobs[Knob::kLayout] += 1;
  return Agrees(subject, run, others);
}

Finding Examiner::Begun(const Candidate& candidate) {
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

// What differs from native anyway need not fare well besides where one law alone asks: one defect,
// one finding.
Result<bool> Examiner::DiffersAsItIs(const Candidate& candidate) {
  if (candidate.right.IsPlain() || port_.kind == Port::Kind::kNativeItself) return false;
  auto breaches = probe_.Judge(Base(kNative), Base(candidate.key.blamed), {&candidate.subject, 1});
  if (!breaches) return breaches.error();
  return !(*breaches)[0].empty();
}

int Examiner::Confirmed(const Finding& finding, const BreachKey& key) const {
  int confirmed = 0;
  for (int round = 0; round < finding.of; ++round) {
    const auto breaches = probe_.Judge(finding.left, finding.right, {&finding.original, 1});
    if (breaches && SameBreach((*breaches)[0], key) != nullptr) ++confirmed;
    if (round == 0 && confirmed == 0) break;
  }
  return confirmed;
}

// A candidate like an earlier one is shrunk before the rest is done: most come to the same case.
std::optional<Case> Examiner::ShrunkFirst(const Finding& finding, const BreachKey& key) const {
  const auto known = ends_.find(LikesOf(key));
  if (known == ends_.end() || known->second.empty()) return std::nullopt;
  const auto breaches = probe_.Judge(finding.left, finding.right, {&finding.original, 1});
  if (!breaches || SameBreach((*breaches)[0], key) == nullptr) return std::nullopt;
  return smallest_.Of(finding, key);
}

bool Examiner::IsMet(const Candidate& candidate, const std::optional<Case>& smallest) {
  if (!smallest || !ends_[LikesOf(candidate.key)].contains(wire::Encode(*smallest))) return false;
  if (const Excuse* excuse = excuses_.Of(candidate.violation, *smallest))
    covered_[excuse->id] += candidate.count;
  return true;
}

Examiner::Found Examiner::Equivalence(const Candidate& candidate, const History& history) {
  auto differs_anyway = DiffersAsItIs(candidate);
  if (!differs_anyway) return differs_anyway.error();
  if (*differs_anyway) return Fate(Accounted{"it differs as it is called, too"});
  const auto& key = candidate.key;
  const bool slow = IsSlow(key.difference);
  Finding finding = Begun(candidate);
  finding.left = Quiet(candidate.left), finding.right = Quiet(candidate.right);
  finding.of = slow ? kSlowRounds : kConfirmRounds;
  const bool excused = !key.excuse.empty();
  const auto early = excused ? std::nullopt : ShrunkFirst(finding, key);
  if (IsMet(candidate, early)) return Fate(Accounted{kSameCase});
  finding.confirmed = Confirmed(finding, key);
  // What is left behind need not be the same each time to be left behind.
  const bool ambient = candidate.left.ambient;
  Unconfirmed unconfirmed = OfUnit(finding.confirmed, finding.confirmed > 0 ? finding.of : 1);
  std::optional<Accounted> accounted;
  if (!IsFatal(key.difference) && !ambient) {
    for (const auto& run : {candidate.left, candidate.right}) {
      if (finding.confirmed == kConfirmRounds) {
        auto consistent = Consistent(candidate.subject, Quiet(run));
        if (!consistent) return consistent.error();
        if (*consistent) continue;
      }
      auto found = Determinism(candidate, run.implementation, history);
      if (!found || std::holds_alternative<Finding>(*found)) return found;
      if (const auto* not_again = std::get_if<Unconfirmed>(&*found))
        unconfirmed.of += not_again->of;
      if (const auto* why = std::get_if<Accounted>(&*found)) accounted = *why;
      if (accounted && accounted->why == kAllowed && run.implementation == kNative) {
        auto repeats = Repeats(candidate.subject, Quiet(run));
        if (!repeats) return repeats.error();
        if (!*repeats) return Fate(*accounted);  // there is nothing to hold a port against
      }
    }
    const bool varies = finding.confirmed < finding.of && MayBeBlamedForVarying();
    if (varies && !accounted) return Fate(unconfirmed);
  }
  if (finding.confirmed == 0 && ambient)
    return AfterEarlier(std::move(finding), candidate, history);
  if (finding.confirmed == 0 && accounted) return Fate(*accounted);
  if (finding.confirmed == 0) return slow ? OfTimeOut(candidate, unconfirmed) : Fate(unconfirmed);
  if (!excused) finding.smallest = early ? *early : smallest_.Of(finding, key);
  ends_[LikesOf(key)].insert(wire::Encode(finding.smallest));
  if (slow && !smallest_.Lasts(finding, key)) return Fate(Accounted{kMerelySlow, true});
  for (const auto& run : {finding.left, finding.right}) {
    if (ambient || !nondeterministic_.contains(run.implementation)) continue;
    auto consistent = Consistent(finding.smallest, run);
    if (!consistent) return consistent.error();
    if (!*consistent) return Fate(Accounted{kVariesAnyway, true});
  }
  return Finished(std::move(finding), key);
}

// With the whole of its time, and then with more of it, both sides came to the same.
Examiner::Found Examiner::OfTimeOut(const Candidate& candidate, const Unconfirmed& unconfirmed) {
  if (WasHurried(candidate)) return Fate(Accounted{kMerelySlow, true});
  auto slow =
      Ladder(probe_, candidate.subject, candidate.left, candidate.right, should_stop_).MerelySlow();
  if (!slow) return slow.error();
  return *slow ? Fate(Accounted{kMerelySlow, true}) : Fate(unconfirmed);
}

// What is left behind once in so many calls needs those before it.
Examiner::Found Examiner::AfterEarlier(Finding finding, const Candidate& candidate,
                                       const History& history) {
  auto done = ConfirmAfterEarlier(probe_, candidate.key, history(candidate, candidate.right),
                                  should_stop_, finding);
  if (!done) return done.error();
  if (finding.confirmed > 0) return Finished(std::move(finding), candidate.key);
  return Fate(Note{"left-behind",
                   candidate.key.difference + ": left behind on one side alone, but not again",
                   CallText(CalleeOf(port_.native), candidate.subject), 1});
}

Examiner::Found Examiner::Determinism(const Candidate& candidate, Implementation blamed,
                                      const History& history) {
  Run left = candidate.left, right = candidate.right;
  if (left.implementation != blamed) left = right;
  if (right.implementation != blamed) right = left;
  const Ladder ladder(probe_, candidate.subject, left, right, should_stop_);
  if (IsSlow(candidate.key.difference)) {
    auto slow = ladder.MerelySlow();
    if (!slow) return slow.error();
    if (*slow) return Fate(Accounted{kMerelySlow, true});
  }
  auto diagnosis = ladder.Climb([&](const Run& run) { return history(candidate, run); });
  if (!diagnosis) return diagnosis.error();
  const auto& law = candidate.key.law;
  const bool allowed = IsDeterminismLaw(law) && !Forbidden(law);
  if (!diagnosis->has_value() && WasHurried(candidate)) return Fate(Accounted{kMerelySlow, true});
  if (!diagnosis->has_value() && !allowed) return Fate(OfUnit(0, ladder.runs()));
  if (!diagnosis->has_value() || !Forbidden((*diagnosis)->law)) return Fate(Accounted{kAllowed});
  Finding finding = Begun(candidate);
  finding.violation.law = (*diagnosis)->law;
  finding.violation.blamed = blamed;
  finding.most_dramatic = candidate.subject;
  finding.left = (*diagnosis)->left;
  finding.right = (*diagnosis)->right;
  finding.prefix = (*diagnosis)->prefix;
  finding.confirmed = (*diagnosis)->confirmed;
  finding.of = (*diagnosis)->of;
  finding.cause = Cause{(*diagnosis)->knob, "", ""};
  bool stable = true;
  auto seen = Redescribe(finding, finding.violation, stable);
  if (!seen) return seen.error();
  if (stable && VariesInWords(*seen, port_.contract)) return Fate(Accounted{kWords});
  nondeterministic_.insert(blamed);
  if (candidate.key.excuse.empty()) smallest_.Shrink(**diagnosis, finding);
  const BreachKey key = KeyOf(finding.violation, candidate.key.off_domain);
  return Finished(std::move(finding), key);
}

// Whether a law was asked for that what does not differ each time breaks.
bool Examiner::MayBeBlamedForVarying() const {
  return port_.contract.Applies("fresh-process") && port_.contract.level != Level::kIndeterminate;
}

// A contract whose scope is one process says nothing of another.
bool Examiner::Forbidden(const std::string& law) const {
  const bool elsewhere =
      port_.contract.scope == Scope::kProcess && (law == "fresh-process" || law == "environment");
  return port_.contract.Applies(law) && !elsewhere;
}

Result<Violated> Examiner::Redescribe(const Finding& finding, const Violated& seen, bool& stable) {
  const auto before = CallsThen(CalledBefore(finding), finding.smallest);
  auto left = probe_.ObserveLast(finding.left, {&finding.smallest, 1});
  if (!left) return left.error();
  auto right = probe_.ObserveLast(finding.right, before);
  if (!right) return right.error();
  stable = true;
  const Trial trial{finding.smallest, {std::move(*left), std::move(*right)}};
  for (const auto& oracle : oracles_) {
    for (const auto& verdict : oracle->Judge(trial, port_.contract)) {
      const auto* violated = std::get_if<Violated>(&verdict);
      if (violated == nullptr || !IsAgain(*violated, seen, port_.stateful)) continue;
      Violated again = *violated;
      again.law = seen.law;
      return again;
    }
  }
  stable = false;
  return seen;
}

Examiner::Found Examiner::Finished(Finding finding, const BreachKey& key) {
  bool stable = true, stable_again = true;
  auto violation = Redescribe(finding, finding.violation, stable);
  if (!violation) return violation.error();
  auto again = Redescribe(finding, finding.violation, stable_again);
  if (!again) return again.error();
  finding.stable = stable && stable_again && violation->expected == again->expected &&
                   violation->actual == again->actual;
  finding.violation = *violation;
  finding.off_domain = key.off_domain;
  rendering_.Of(finding);
  const bool unsteady =
      !finding.stable && IsSlow(key.difference) && !IsDeterminismLaw(finding.violation.law);
  if (auto note = NoteOfLimit(finding)) return Fate(std::move(*note));
  if (unsteady) return Fate(NoteOfTime(finding));
  progress_.OnFinding(finding);
  return Fate(std::move(finding));
}

Result<std::optional<Finding>> Examiner::ExamineExit(const Run& run, std::vector<Case> cases) {
  deadline_.OfWork(Deadline::Clock::now() + kPerCandidate);
  auto found = ExitDeath(probe_, run, std::move(cases));
  deadline_.OfWork(std::nullopt);
  if (!found || !*found) return found;
  rendering_.Of(**found);
  progress_.OnFinding(**found);
  return found;
}

}  // namespace lockstep
