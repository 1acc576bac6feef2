#include "harness/pipeline/examine.h"

#include <algorithm>

#include "fuzzers/shrinker.h"
#include "harness/model/difference_class.h"
#include "harness/model/law.h"
#include "harness/pipeline/callee.h"
#include "harness/pipeline/exit_death.h"
#include "harness/pipeline/grouping.h"
#include "harness/pipeline/script_text.h"
#include "harness/wire/value_codec.h"
#include "oracles/projection.h"
#include "oracles/repeats.h"
#include "oracles/settings.h"

namespace lockstep {
namespace {

constexpr int kRounds = 5;
// Other hash seeds and layouts that a case is tried under before it is compared with the other
// side: few, unless the implementation has been seen to vary.
constexpr std::uint32_t kSurroundings = 1;
constexpr std::uint32_t kSurroundingsOfTheSuspected = 8;
constexpr std::size_t kFindingsPerPort = 16;
// Of the same law and difference: with other paths or types; of an operation of a class.
constexpr std::size_t kCandidatesPerBreach = 3, kCandidatesPerOperation = 1;
constexpr int kSlowRounds = 2;
constexpr std::chrono::seconds kPerCandidate{60};  // what `lockstep check --help` says
constexpr std::chrono::seconds kForTimeOuts{45};   // after the first of them was begun, no other is

bool IsSlow(const std::string& difference) { return difference == "timeout"; }

// Cases out of the domain fail the gate only for a crash or a hang, or when asked for.
bool IsNote(const Candidate& candidate, const Contract& contract) {
  return candidate.key.off_domain && !contract.off_domain_strict &&
         !IsFatal(candidate.key.difference);
}

// What does not repeat itself has no values that a report could hold.
Note NoteOf(const Port& port, const Candidate& candidate) {
  const auto& violation = candidate.violation;
  std::string text = violation.law + " (" + violation.difference + ")";
  if (!IsDeterminismLaw(violation.law))
    text += ": expected " + WithoutAddresses(violation.expected) + ", actual " +
            WithoutAddresses(violation.actual);
  return {"off-domain", text, CallText(CalleeOf(port.native), candidate.subject), candidate.count};
}

// A call that varies in nothing but its words: what it warns of, or the message of an exception
// whose type is all that the contract compares. A task that runs again comes to the same.
bool VariesInWords(const Violated& violation, const Contract& contract) {
  const bool lenient = contract.exceptions != ExceptionPolicy::kTypeAndMessage;
  return IsDeterminismLaw(violation.law) &&
         (violation.difference == "warning" || (violation.difference == "message" && lenient));
}

// Which of them varied first is chance: one note for each kind, without a count.
Note NoteOfWords(const Violated& violation) {
  const bool message = violation.difference == "message";
  return {"words",
          std::string(violation.blamed == kNative ? "native: " : "port: ") +
              (message ? "the words of an exception vary from run to run; the contract compares "
                         "its type"
                       : "what it warns of depends on the calls before"),
          "", 1};
}

// A limit of ours, not the port's: with more memory both sides do the same.
Note NoteOfMemory(const Finding& finding) {
  return {"memory-limit",
          "within the memory that a worker may use only one side raises MemoryError; without that "
          "limit no difference was seen",
          finding.call, 1};
}

// The same of processes, descriptors, and the size of files: how the kernel says that there is no
// more of it.
Note NoteOfLimit(const Finding& finding) {
  return {"limit",
          "within the processes, descriptors and file sizes that a worker may have only one side "
          "comes to its end; without our limits no difference was seen",
          finding.call, 1};
}

bool IsOfLimit(const Finding& finding) {
  if (finding.script_shows) return false;
  const auto speaks = [&](const char* words) {
    return finding.violation.expected.find(words) != std::string::npos ||
           finding.violation.actual.find(words) != std::string::npos;
  };
  return speaks("a limit of ours") || speaks("[Errno 11]") || speaks("[Errno 24]") ||
         speaks("[Errno 27]") || speaks("[Errno 28]") || speaks("can't start new thread");
}

bool IsOfMemory(const Finding& finding) {
  return !finding.script_shows && finding.signature.types.find("MemoryError") != std::string::npos;
}

// How long it takes is the machine's business, as long as it ends at times.
Note NoteOfTime(const Finding& finding) {
  return {"time-limit",
          "within its time only one side came to an end, but not in every run; no difference was "
          "seen",
          finding.call, 1};
}

// Whether one verdict on a case and another say the same of it. Of a sequence they are many.
bool IsAgain(const Violated& one, const Violated& seen, bool stateful) {
  if (one.blamed != seen.blamed) return false;
  if (IsDeterminismLaw(seen.law)) return IsDeterminismLaw(one.law);
  return one.law == seen.law && (!stateful || LikenessOf(one) == LikenessOf(seen));
}

}  // namespace

bool IsDeterminismLaw(const std::string& law) {
  const Law* found = FindLaw(law);
  return found != nullptr && found->family == "determinism";
}

Examiner::Examiner(const Port& port, const Oracles& oracles, Runner& runner,
                   const Workshop& workshop, Progress& progress, Deadline& deadline)
    : port_(port),
      oracles_(oracles),
      probe_(port, oracles, runner),
      workshop_(workshop),
      progress_(progress),
      deadline_(deadline),
      smallest_(probe_, should_stop_) {}

Result<Examined> Examiner::Examine(const Candidates& candidates, const History& history) {
  Examined examined;
  std::map<std::string, Finding> by_id;
  std::set<std::pair<std::string, Implementation>> words;
  std::map<Likeness, std::size_t> tried;
  Deadline::Time dear_begun;
  // Determinism first: what does not agree with itself is not compared with anything else. Then the
  // simplest, for they are close to the smallest. What is dear comes last, and not all of it.
  std::vector<const Candidate*> order;
  for (const auto& [key, candidate] : candidates) order.push_back(&candidate);
  std::stable_sort(order.begin(), order.end(), [](const Candidate* left, const Candidate* right) {
    const auto rank = [](const Candidate* one) {
      return std::tuple(IsSlow(one->key.difference), !IsDeterminismLaw(one->key.law),
                        one->key.off_domain, one->wavers);
    };
    if (rank(left) != rank(right)) return rank(left) < rank(right);
    return Simpler(left->subject, right->subject);
  });
  for (const Candidate* const& candidate : order) {
    const auto& key = candidate->key;
    if (IsNote(*candidate, port_.contract)) {
      examined.notes.push_back(NoteOf(port_, *candidate));
      continue;
    }
    if (VariesInWords(candidate->violation, port_.contract)) {
      if (words.emplace(key.difference, key.blamed).second)
        examined.notes.push_back(NoteOfWords(candidate->violation));
      continue;
    }
    if (by_id.size() >= kFindingsPerPort) break;
    if (should_stop_()) {
      examined.laws_left.insert(key.law);
      continue;
    }
    const bool dear = IsSlow(key.difference);
    if (dear && !dear_begun) dear_begun = Deadline::Clock::now();
    if (dear && Deadline::Clock::now() - *dear_begun > kForTimeOuts) {
      examined.laws_left.insert(key.law);
      continue;
    }
    const auto like = LikenessOf(key);
    const auto most = like.operation.empty() ? kCandidatesPerBreach : kCandidatesPerOperation;
    if (tried[like]++ >= most) continue;
    progress_.OnLookInto(key.law, static_cast<std::size_t>(&candidate - order.data()),
                         order.size());
    auto found = LookInto(*candidate, history);
    const bool in_time = !should_stop_();
    deadline_.OfWork(std::nullopt);
    if (!found && in_time) return found.error();
    if (found && found->has_value())
      by_id.try_emplace((*found)->id, std::move(**found));
    else if (!in_time)
      examined.laws_left.insert(key.law);
  }
  for (auto& [id, finding] : by_id) examined.findings.push_back(std::move(finding));
  for (auto& note : std::exchange(notes_, {})) examined.notes.push_back(std::move(note));
  deadline_.OfWork(Deadline::Clock::now() + kPerCandidate);
  for (auto& note : GroupByCause(examined.findings, smallest_))
    examined.notes.push_back(std::move(note));
  deadline_.OfWork(std::nullopt);
  std::ranges::sort(examined.findings, {}, &Finding::signature);
  return examined;
}

Examiner::Found Examiner::LookInto(const Candidate& candidate, const History& history) {
  deadline_.OfWork(Deadline::Clock::now() + kPerCandidate);
  return IsDeterminismLaw(candidate.key.law) ? Determinism(candidate, candidate.key.blamed, history)
                                             : Equivalence(candidate, history);
}

Result<bool> Examiner::Consistent(const Case& subject, const Setting& setting) {
  const bool suspected = nondeterministic_.contains(setting.implementation);
  const auto surroundings = suspected ? kSurroundingsOfTheSuspected : kSurroundings;
  auto first = probe_.CellOfLast(setting, {&subject, 1});
  if (!first) return first.error();
  for (std::uint32_t i = 0; i <= surroundings; ++i) {
    Setting other = setting;
    other.hash_seed += i;
    other.layout += i;
    auto cell = probe_.CellOfLast(other, {&subject, 1});
    if (!cell) return cell.error();
    if (OutcomesDiffer(*first, *cell, port_.contract)) return false;
  }
  return true;
}

Finding Examiner::Begun(const Candidate& candidate) {
  Finding finding;
  finding.violation = candidate.violation;
  finding.original = finding.smallest = candidate.subject;
  finding.most_dramatic = candidate.most_dramatic;
  finding.off_domain = candidate.key.off_domain;
  return finding;
}

// What differs from native anyway need not travel well besides: one defect, one finding.
Result<bool> Examiner::DiffersWithoutPickle(const Candidate& candidate) {
  if (candidate.key.law != "round-trip" || port_.kind == Port::Kind::kNativeItself) return false;
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

Examiner::Found Examiner::Equivalence(const Candidate& candidate, const History& history) {
  auto differs_anyway = DiffersWithoutPickle(candidate);
  if (!differs_anyway) return differs_anyway.error();
  if (*differs_anyway) return std::optional<Finding>();
  const auto& key = candidate.key;
  const bool slow = IsSlow(key.difference);
  Finding finding = Begun(candidate);
  finding.left = Ladder::Quiet(candidate.left), finding.right = Ladder::Quiet(candidate.right);
  finding.of = slow ? kSlowRounds : kRounds;
  const auto early = ShrunkFirst(finding, key);
  auto& ends = ends_[LikesOf(key)];
  if (early && ends.count(wire::Encode(*early)) > 0) return std::optional<Finding>();
  finding.confirmed = Confirmed(finding, key);
  if (!IsFatal(key.difference)) {
    for (const auto& setting : {candidate.left, candidate.right}) {
      if (finding.confirmed == kRounds) {
        auto consistent = Consistent(candidate.subject, Ladder::Quiet(setting));
        if (!consistent) return consistent.error();
        if (*consistent) continue;
      }
      auto found = Determinism(candidate, setting.implementation, history);
      if (!found || found->has_value()) return found;
    }
  }
  if (finding.confirmed == 0) return std::optional<Finding>();
  finding.smallest = early ? *early : smallest_.Of(finding, key);
  ends.insert(wire::Encode(finding.smallest));
  if (slow && !smallest_.Lasts(finding, key)) return std::optional<Finding>();
  if (nondeterministic_.contains(finding.right.implementation)) {
    auto consistent = Consistent(finding.smallest, finding.right);
    if (!consistent) return consistent.error();
    if (!*consistent) return std::optional<Finding>();
  }
  return Finished(std::move(finding), key);
}

Examiner::Found Examiner::Determinism(const Candidate& candidate, Implementation blamed,
                                      const History& history) {
  Setting left = candidate.left, right = candidate.right;
  if (left.implementation != blamed) left = right;
  if (right.implementation != blamed) right = left;
  const Ladder ladder(probe_, candidate.subject, left, right, should_stop_);
  if (IsSlow(candidate.key.difference)) {
    auto slow = ladder.MerelySlow();
    if (!slow) return slow.error();
    if (*slow) return std::optional<Finding>();
  }
  auto diagnosis =
      ladder.Climb([&](const Setting& setting) { return history(candidate, setting); });
  if (!diagnosis) return diagnosis.error();
  if (!diagnosis->has_value() || !Forbidden((*diagnosis)->law)) return std::optional<Finding>();
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
  if (stable && VariesInWords(*seen, port_.contract)) return std::optional<Finding>();
  nondeterministic_.insert(blamed);
  smallest_.Shrink(**diagnosis, finding);
  const BreachKey key = KeyOf(finding.violation, candidate.key.off_domain);
  return Finished(std::move(finding), key);
}

// A contract whose scope is one process says nothing of another.
bool Examiner::Forbidden(const std::string& law) const {
  const bool elsewhere = port_.contract.scope == Scope::kProcess && law == "fresh-process";
  return port_.contract.Applies(law) && !elsewhere;
}

Result<Violated> Examiner::Redescribe(const Finding& finding, const Violated& seen, bool& stable) {
  auto before = finding.prefix;
  if (seen.law == "replay") before = {finding.smallest};
  before.push_back(finding.smallest);
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
  Explain(finding);
  const bool unsteady =
      !finding.stable && IsSlow(key.difference) && !IsDeterminismLaw(finding.violation.law);
  if (IsOfLimit(finding)) {
    notes_.push_back(NoteOfLimit(finding));
    return std::optional<Finding>();
  }
  if (!unsteady && !IsOfMemory(finding)) {
    progress_.OnFinding(finding);
    return std::optional(std::move(finding));
  }
  notes_.push_back(unsteady ? NoteOfTime(finding) : NoteOfMemory(finding));
  return std::optional<Finding>();
}

void Examiner::Explain(Finding& finding) {
  finding.stateful = port_.stateful;
  finding.observe = port_.observe;
  finding.attributes = port_.attributes.value_or(std::vector<std::string>());
  finding.signature = SignatureOf(port_, finding.violation);
  finding.id = FindingId(finding.signature);
  Write(finding);
  if (!finding.script_shows) WriteApart(finding);
}

void Examiner::Write(Finding& finding) const {
  finding.call.clear();
  for (const auto& earlier : finding.prefix)
    finding.call += CallText(CalleeOf(port_.native), earlier) + "; ";
  finding.call += CallText(CalleeOf(port_.native), finding.smallest);
  if (auto brief = ShortScriptText(port_, finding)) {
    finding.script = std::move(*brief);
    finding.script_shows = workshop_.script_shows(port_, finding.script);
  }
  if (!finding.script_shows) {
    finding.script = ScriptText(port_, finding);
    finding.script_shows = workshop_.script_shows(port_, finding.script);
  }
}

// A function may tell apart what is equal but not the same.
void Examiner::WriteApart(Finding& finding) const {
  Finding apart = finding;
  apart.smallest.literals_apart = true;
  const auto callee = CalleeOf(port_.native);
  if (CallText(callee, apart.smallest) == CallText(callee, finding.smallest)) return;
  Write(apart);
  if (apart.script_shows) finding = std::move(apart);
}

Result<std::optional<Finding>> Examiner::ExamineExit(const Setting& setting,
                                                     std::vector<Case> cases) {
  deadline_.OfWork(Deadline::Clock::now() + kPerCandidate);
  auto found = ExitDeath(probe_, setting, std::move(cases));
  deadline_.OfWork(std::nullopt);
  if (!found || !*found) return found;
  Explain(**found);
  progress_.OnFinding(**found);
  return found;
}

}  // namespace lockstep
