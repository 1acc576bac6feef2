#include "harness/pipeline/confirm/examine.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "harness/model/difference_class.h"
#include "harness/model/law.h"
#include "harness/pipeline/callee.h"
#include "harness/pipeline/confirm/exit_death.h"
#include "harness/pipeline/confirm/finding_notes.h"
#include "harness/pipeline/confirm/grouping.h"
#include "harness/pipeline/confirm/inquest.h"
#include "harness/pipeline/confirm/words.h"
#include "harness/pipeline/missing_methods.h"
#include "harness/pipeline/reproduce/call_of_finding.h"

namespace lockstep {
namespace {

constexpr std::size_t kFindingsPerPort = 16;
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

Deadline::Time InAWhile() { return Deadline::Clock::now() + kPerCandidate; }

}  // namespace

Examiner::Examiner(const Port& port, const Oracles& oracles, const Excuses& excuses, Runner& runner,
                   const Workshop& workshop, Progress& progress, Deadline& deadline)
    : port_(port),
      oracles_(oracles),
      probe_(port, oracles, runner),
      progress_(progress),
      deadline_(deadline),
      smallest_(probe_, excuses, should_stop_),
      rendering_(port_, excuses, workshop, lacking_),
      investigator_(
          {port_, oracles_, excuses, probe_, smallest_, rendering_, progress_, should_stop_}) {}

Result<Examined> Examiner::Examine(const Candidates& candidates, const History& history) {
  Walk walk;
  const auto in_order = WithoutLacking(lacking_, InOrder(candidates));
  for (std::size_t i = 0; i < in_order.size(); ++i) {
    const Candidate& candidate = *in_order[i];
    if (IsTold(candidate, walk) || IsPassedOver(candidate, walk)) continue;
    progress_.OnLookInto(candidate.key.law, i, in_order.size());
    if (auto done = LookInto(candidate, history, walk); !done) return done.error();
  }
  for (auto& [id, finding] : walk.by_id) walk.examined.findings.push_back(std::move(finding));
  if (auto resolved = Resolve(walk); !resolved) return resolved.error();
  Conclude(walk);
  return std::move(walk.examined);
}

bool Examiner::IsTold(const Candidate& candidate, Walk& walk) const {
  auto& notes = walk.examined.notes;
  if (IsNote(candidate, port_.contract)) {
    notes.push_back(OffDomainNote(port_, candidate));
    return true;
  }
  if (!VariesInWords(candidate.violation, port_.contract)) return false;
  if (walk.words.emplace(candidate.key.difference, candidate.key.blamed).second)
    notes.push_back(NoteOfWords(candidate.violation));
  return true;
}

bool Examiner::IsPassedOver(const Candidate& candidate, Walk& walk) const {
  const auto& key = candidate.key;
  const bool excused = !key.excuse.empty();
  if (excused && walk.by_id.contains(key.excuse)) return true;
  if (!excused && walk.by_id.size() >= kFindingsPerPort) {
    if (!key.off_domain && !walk.quotas.Knows(key))
      walk.examined.unresolved.try_emplace(key.law, kTooMany);
    return true;
  }
  if (IsTooLate(candidate, walk)) {
    LeaveUnseen(candidate, walk.examined);
    return true;
  }
  if (excused || walk.quotas.Take(key)) return false;
  if (IsDeterminismLaw(key.law)) walk.examined.wavered += candidate.count;
  return true;
}

bool Examiner::IsTooLate(const Candidate& candidate, Walk& walk) const {
  if (should_stop_()) return true;
  if (!IsSlow(candidate.key.difference)) return false;
  if (!walk.dear_begun) walk.dear_begun = Deadline::Clock::now();
  return Deadline::Clock::now() - *walk.dear_begun > kForTimeOuts;
}

// What was found is kept, whatever the time; that there is nothing is believed in time alone.
Result<void> Examiner::LookInto(const Candidate& candidate, const History& history, Walk& walk) {
  deadline_.OfWork(InAWhile());
  auto found = investigator_.LookInto(candidate, history);
  const bool in_time = !should_stop_();
  deadline_.OfWork(std::nullopt);
  if (!found && in_time) return found.error();
  if (!found || (!in_time && !std::holds_alternative<Finding>(*found)))
    LeaveUnseen(candidate, walk.examined);
  else
    Take(candidate, std::move(*found), walk);
  return {};
}

void Examiner::Take(const Candidate& candidate, Fate fate, Walk& walk) const {
  if (auto* finding = std::get_if<Finding>(&fate)) {
    TakeFinding(candidate, std::move(*finding), walk);
  } else if (auto* note = std::get_if<Note>(&fate)) {
    walk.notes.push_back(std::move(*note));
  } else if (const auto* accounted = std::get_if<Accounted>(&fate)) {
    if (!accounted->excuse.empty()) walk.examined.covered[accounted->excuse] += candidate.count;
    if (accounted->by_chance)
      walk.examined.sightings.push_back(
          SightingOf(port_, candidate, Unconfirmed(), accounted->why));
  } else {
    walk.unconfirmed.emplace_back(&candidate, std::get<Unconfirmed>(fate));
  }
}

void Examiner::TakeFinding(const Candidate& candidate, Finding finding, Walk& walk) {
  const auto& key = candidate.key;
  if (IsDeterminismLaw(key.law)) walk.examined.wavered += candidate.count;
  if (finding.excuse.empty())
    walk.quotas.Found(key);
  else if (key.excuse.empty())
    walk.examined.covered[finding.excuse] += candidate.count;
  auto id = finding.id;
  walk.by_id.try_emplace(std::move(id), std::move(finding));
}

Result<void> Examiner::Resolve(Walk& walk) {
  for (const auto& [candidate, unconfirmed] : walk.unconfirmed) {
    deadline_.OfWork(InAWhile());
    auto resolved = Resolve(*candidate, unconfirmed, walk.examined);
    const bool in_time = !should_stop_();
    deadline_.OfWork(std::nullopt);
    if (!in_time) walk.examined.laws_left.insert(candidate->key.law);
    if (!resolved && in_time) return resolved;
  }
  return {};
}

Result<void> Examiner::Resolve(const Candidate& candidate, Unconfirmed unconfirmed,
                               Examined& examined) {
  auto ruling = Inquest(port_, oracles_, probe_).On(candidate, unconfirmed);
  if (!ruling) return ruling.error();
  if (const auto* undecided = std::get_if<Inquest::Undecided>(&*ruling))
    Leave(candidate, unconfirmed, undecided->why, examined);
  else if (const auto* words = std::get_if<Inquest::Words>(&*ruling))
    AddOnce(examined.notes, NoteOfWords(words->violation));
  else
    TakeVarying(candidate, unconfirmed, std::move(std::get<Finding>(*ruling)), examined);
  return {};
}

// One finding says of an implementation that it varies.
void Examiner::TakeVarying(const Candidate& candidate, Unconfirmed unconfirmed, Finding finding,
                           Examined& examined) {
  examined.wavered += candidate.count;
  const bool first = investigator_.Suspect(finding.violation.blamed);
  if (first) {
    rendering_.Of(finding);
    progress_.OnFinding(finding);
  }
  if (!finding.excuse.empty()) examined.covered[finding.excuse] += candidate.count;
  const std::string came_to = first ? "finding " + finding.id : std::string(kVariesAnyway);
  examined.sightings.push_back(SightingOf(port_, candidate, unconfirmed, came_to));
  if (first) examined.findings.push_back(std::move(finding));
}

void Examiner::Conclude(Walk& walk) {
  Examined& examined = walk.examined;
  for (auto& note : walk.notes) examined.notes.push_back(std::move(note));
  deadline_.OfWork(InAWhile());
  for (auto& note : GroupByCause(examined.findings, smallest_))
    examined.notes.push_back(std::move(note));
  deadline_.OfWork(std::nullopt);
  std::ranges::sort(examined.findings, {}, &Finding::signature);
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

Result<std::optional<Finding>> Examiner::ExamineExit(const Run& run, std::vector<Case> cases) {
  deadline_.OfWork(InAWhile());
  auto found = ExitDeath(probe_, run, std::move(cases));
  deadline_.OfWork(std::nullopt);
  if (!found || !*found) return found;
  rendering_.Of(**found);
  progress_.OnFinding(**found);
  return found;
}

}  // namespace lockstep
