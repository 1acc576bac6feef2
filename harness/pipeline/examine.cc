#include "harness/pipeline/examine.h"

#include <algorithm>

#include "fuzzers/shrinker.h"
#include "harness/model/difference_class.h"
#include "harness/model/law.h"
#include "harness/pipeline/callee.h"
#include "harness/pipeline/reduce.h"
#include "harness/pipeline/retrial.h"
#include "harness/pipeline/script_text.h"
#include "oracles/projection.h"
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
constexpr std::size_t kShrinkBudget = 4000;
constexpr std::size_t kSlowShrinkBudget = 120;  // where a candidate may cost a deadline
constexpr std::size_t kMostTimeOuts = 24;       // of candidates for something else
constexpr int kSlowRounds = 2;
constexpr std::size_t kProcessShrinkBudget = 256;  // where every candidate costs two processes
constexpr std::size_t kExitBudget = 150;

bool IsSlow(const std::string& difference) { return difference == "timeout"; }

Setting With(Setting setting, Patience patience) {
  setting.patience = patience;
  return setting;
}

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

// Whether one verdict on a case and another say the same of it. Of a sequence they are many.
bool IsAgain(const Violated& one, const Violated& seen, bool stateful) {
  if (one.blamed != seen.blamed) return false;
  if (IsDeterminismLaw(seen.law)) return IsDeterminismLaw(one.law);
  const bool alike = one.difference == seen.difference &&
                     OperationIn(one.where.Pattern()) == OperationIn(seen.where.Pattern());
  return one.law == seen.law && (alike || !stateful);
}

}  // namespace

bool IsDeterminismLaw(const std::string& law) {
  const Law* found = FindLaw(law);
  return found != nullptr && found->family == "determinism";
}

Examiner::Examiner(const Port& port, const Oracles& oracles, Runner& runner,
                   const Workshop& workshop, Progress& progress, std::function<bool()> should_stop)
    : port_(port),
      oracles_(oracles),
      probe_(port, oracles, runner),
      workshop_(workshop),
      progress_(progress),
      should_stop_(std::move(should_stop)) {}

Result<Examined> Examiner::Examine(const Candidates& candidates, const History& history) {
  Examined examined;
  std::map<std::string, Finding> by_id;
  std::map<std::tuple<std::string, std::string, std::string, Implementation>, std::size_t> tried;
  // Determinism first: what does not agree with itself is not compared with anything else. Then the
  // simplest, for they are close to the smallest.
  std::vector<const Candidate*> order;
  for (const auto& [key, candidate] : candidates) order.push_back(&candidate);
  std::stable_sort(order.begin(), order.end(), [](const Candidate* left, const Candidate* right) {
    const auto rank = [](const Candidate* one) {
      return std::pair(!IsDeterminismLaw(one->key.law), one->key.off_domain);
    };
    if (rank(left) != rank(right)) return rank(left) < rank(right);
    return Simpler(left->subject, right->subject);
  });
  for (const Candidate* candidate : order) {
    const auto& key = candidate->key;
    if (IsNote(*candidate, port_.contract)) {
      examined.notes.push_back(NoteOf(port_, *candidate));
      continue;
    }
    if (by_id.size() >= kFindingsPerPort || should_stop_()) break;
    const auto operation = OperationIn(key.path);
    const auto most = operation.empty() ? kCandidatesPerBreach : kCandidatesPerOperation;
    if (tried[{key.law, key.difference, operation, key.blamed}]++ >= most) continue;
    auto found = IsDeterminismLaw(key.law) ? Determinism(*candidate, key.blamed, history)
                                           : Equivalence(*candidate, history);
    if (!found) return found.error();
    if (found->has_value()) by_id.try_emplace((*found)->id, std::move(**found));
  }
  for (auto& [id, finding] : by_id) examined.findings.push_back(std::move(finding));
  std::ranges::sort(examined.findings, {}, &Finding::signature);
  return examined;
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
    if (Differs(*first, *cell)) return false;
  }
  return true;
}

// What differs from native anyway need not travel well besides: one defect, one finding.
Result<bool> Examiner::DiffersWithoutPickle(const Candidate& candidate) {
  if (candidate.key.law != "round-trip" || port_.kind == Port::Kind::kNativeItself) return false;
  auto breaches = probe_.Judge(Base(kNative), Base(candidate.key.blamed), {&candidate.subject, 1});
  if (!breaches) return breaches.error();
  return !(*breaches)[0].empty();
}

Examiner::Found Examiner::Equivalence(const Candidate& candidate, const History& history) {
  auto differs_anyway = DiffersWithoutPickle(candidate);
  if (!differs_anyway) return differs_anyway.error();
  if (*differs_anyway) return std::optional<Finding>();
  const bool slow = IsSlow(candidate.key.difference);
  const Setting left = Ladder::Quiet(candidate.left), right = Ladder::Quiet(candidate.right);
  const int rounds = slow ? kSlowRounds : kRounds;
  int confirmed = 0;
  for (int round = 0; round < rounds; ++round) {
    auto breaches = probe_.Judge(left, right, {&candidate.subject, 1});
    if (!breaches) return breaches.error();
    if (SameBreach((*breaches)[0], candidate.key) != nullptr) ++confirmed;
    if (round == 0 && confirmed == 0) break;
  }
  if (!IsFatal(candidate.key.difference)) {
    for (const auto& setting : {candidate.left, candidate.right}) {
      if (confirmed == kRounds) {
        auto consistent = Consistent(candidate.subject, Ladder::Quiet(setting));
        if (!consistent) return consistent.error();
        if (*consistent) continue;
      }
      auto found = Determinism(candidate, setting.implementation, history);
      if (!found || found->has_value()) return found;
    }
  }
  if (confirmed == 0) return std::optional<Finding>();
  Finding finding;
  finding.left = left;
  finding.right = right;
  finding.confirmed = confirmed;
  finding.of = rounds;
  finding = Shrunken(candidate, std::move(finding), candidate.key);
  if (slow && !Lasts(finding, candidate.key)) return std::optional<Finding>();
  if (nondeterministic_.contains(right.implementation)) {
    auto consistent = Consistent(finding.smallest, right);
    if (!consistent) return consistent.error();
    if (!*consistent) return std::optional<Finding>();
  }
  return Finished(std::move(finding), candidate.key);
}

// A port that is slow is no port that hangs.
bool Examiner::Lasts(Finding& finding, const BreachKey& key) const {
  const Setting left = With(finding.left, Patience::kLong),
                right = With(finding.right, Patience::kLong);
  for (const Case* subject : {&finding.smallest, &finding.original}) {
    const auto breaches = probe_.Judge(left, right, {subject, 1});
    if (!breaches || SameBreach((*breaches)[0], key) == nullptr) continue;
    finding.smallest = *subject;
    return true;
  }
  return false;
}

Finding Examiner::Shrunken(const Candidate& candidate, Finding finding, const BreachKey& key) {
  finding.violation = candidate.violation;
  finding.original = finding.smallest = candidate.subject;
  finding.most_dramatic = candidate.most_dramatic;
  finding.off_domain = key.off_domain;
  const bool slow = IsSlow(key.difference);
  const auto patience = slow ? Patience::kShort : Patience::kWaning;
  const auto budget = slow ? kSlowShrinkBudget : kShrinkBudget;
  Retrial retrial(probe_, With(finding.left, patience), With(finding.right, patience),
                  slow ? 2 * budget : kMostTimeOuts, should_stop_);
  const SameFailure fails = [&](std::span<const Case> cases) {
    return retrial.Failing(cases, key);
  };
  // Those that will confirm get ready meanwhile.
  auto fresh = probe_.Open(finding.left, finding.right);
  finding.smallest = lockstep::Shrink(candidate.subject, port_, fails, budget).smallest;
  const auto shows = [&](const Probe::Breaches& breaches) {
    return SameBreach(breaches, key) != nullptr;
  };
  if (fresh && fresh->Show({&finding.smallest, 1}, shows)[0]) return finding;
  finding.smallest = candidate.subject;
  if (slow) return finding;
  retrial.Separate();
  finding.smallest = lockstep::Shrink(candidate.subject, port_, fails, budget).smallest;
  return finding;
}

Examiner::Found Examiner::Determinism(const Candidate& candidate, Implementation blamed,
                                      const History& history) {
  Setting left = candidate.left, right = candidate.right;
  if (left.implementation != blamed) left = right;
  if (right.implementation != blamed) right = left;
  auto diagnosis =
      Ladder(probe_, candidate.subject, left, right).Climb([&](const Setting& setting) {
        return history(candidate, setting);
      });
  if (!diagnosis) return diagnosis.error();
  if (!diagnosis->has_value() || !Forbidden((*diagnosis)->law)) return std::optional<Finding>();
  nondeterministic_.insert(blamed);
  Finding finding;
  finding.violation = candidate.violation;
  finding.violation.law = (*diagnosis)->law;
  finding.violation.blamed = blamed;
  finding.original = finding.smallest = finding.most_dramatic = candidate.subject;
  finding.left = (*diagnosis)->left;
  finding.right = (*diagnosis)->right;
  finding.prefix = (*diagnosis)->prefix;
  finding.confirmed = (*diagnosis)->confirmed;
  finding.of = (*diagnosis)->of;
  finding.cause = Cause{(*diagnosis)->knob, "", ""};
  Shrink(**diagnosis, finding);
  const BreachKey key = KeyOf(finding.violation, candidate.key.off_domain);
  return Finished(std::move(finding), key);
}

// A contract whose scope is one process says nothing of another.
bool Examiner::Forbidden(const std::string& law) const {
  const bool elsewhere = port_.contract.scope == Scope::kProcess && law == "fresh-process";
  return port_.contract.Applies(law) && !elsewhere;
}

void Examiner::Shrink(const Diagnosis& diagnosis, Finding& finding) {
  if (diagnosis.law == "history") return ShrinkHistory(diagnosis, finding);
  const bool replay = diagnosis.law == "replay";
  Retrial retrial(probe_, diagnosis.left, diagnosis.right, kMostTimeOuts, should_stop_);
  const SameFailure fails = [&](std::span<const Case> cases) {
    return retrial.Differing(cases, replay);
  };
  finding.smallest = lockstep::Shrink(finding.original, port_, fails, kShrinkBudget).smallest;
  auto shows = Ladder::StillShows(probe_, diagnosis, {&finding.smallest, 1});
  if (shows && (*shows)[0]) return;
  retrial.Separate();
  finding.smallest = lockstep::Shrink(finding.original, port_, fails, kShrinkBudget).smallest;
}

void Examiner::ShrinkHistory(Diagnosis diagnosis, Finding& finding) {
  const SameFailure fails = [&](std::span<const Case> cases) {
    auto shows = Ladder::StillShows(probe_, diagnosis, cases);
    return shows && !should_stop_() ? *shows : std::vector<bool>(cases.size());
  };
  finding.smallest =
      lockstep::Shrink(finding.smallest, port_, fails, kProcessShrinkBudget).smallest;
  for (std::size_t i = 0; i < diagnosis.prefix.size() && i < 3; ++i) {
    const SameFailure prefix_matters = [&](std::span<const Case> cases) {
      std::vector<bool> shows(cases.size());
      for (std::size_t k = 0; k < cases.size() && !should_stop_(); ++k) {
        Diagnosis trial = diagnosis;
        trial.prefix[i] = cases[k];
        auto still = Ladder::StillShows(probe_, trial, {&finding.smallest, 1});
        shows[k] = still && (*still)[0];
        if (shows[k]) break;
      }
      return shows;
    };
    diagnosis.prefix[i] =
        lockstep::Shrink(diagnosis.prefix[i], port_, prefix_matters, kProcessShrinkBudget).smallest;
  }
  finding.prefix = diagnosis.prefix;
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
  return std::optional(std::move(finding));
}

void Examiner::Explain(Finding& finding) {
  finding.stateful = port_.stateful;
  finding.observe = port_.observe;
  finding.attributes = port_.attributes.value_or(std::vector<std::string>());
  finding.signature = SignatureOf(port_, finding.violation);
  finding.id = FindingId(finding.signature);
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
  progress_.OnFinding(finding);
}

Result<std::optional<Finding>> Examiner::ExamineExit(const Setting& setting,
                                                     std::vector<Case> cases) {
  const Setting quiet = Ladder::Quiet(setting);
  std::optional<Error> failed;
  const Shows dies = [&](std::span<const Case> some) {
    auto exit = probe_.Exit(quiet, some);
    if (!exit) failed = exit.error();
    return exit && exit->has_value();
  };
  if (!dies(cases)) {
    if (failed) return *failed;
    return std::optional<Finding>();
  }
  cases = Reduce(std::move(cases), dies, kExitBudget);
  Finding finding;
  finding.left = Setting{};
  finding.right = quiet;
  finding.right.finalize = true;
  finding.original = finding.most_dramatic = cases.back();
  finding.prefix.assign(cases.begin(), cases.end() - 1);
  const SameFailure still = [&](std::span<const Case> some) {
    std::vector<bool> shows(some.size());
    for (std::size_t i = 0; i < some.size(); ++i) {
      auto all = finding.prefix;
      all.push_back(some[i]);
      if ((shows[i] = dies(all))) break;
    }
    return shows;
  };
  finding.smallest = lockstep::Shrink(cases.back(), port_, still, kProcessShrinkBudget).smallest;
  cases = finding.prefix;
  cases.push_back(finding.smallest);
  for (finding.of = 0; finding.of < kRounds; ++finding.of) finding.confirmed += dies(cases) ? 1 : 0;
  auto exit = probe_.Exit(quiet, cases);
  if (!exit || !exit->has_value()) return std::optional<Finding>();
  finding.violation.law = "value";
  finding.violation.blamed = setting.implementation;
  finding.violation.difference = "crash";
  finding.violation.where = Path("exit");
  finding.violation.expected = "the interpreter ends";
  const auto* died = std::get_if<Died>(&**exit);
  finding.violation.actual =
      died == nullptr ? "the interpreter hangs at its end"
      : died->signal != 0
          ? "killed by signal " + std::to_string(died->signal) + " at interpreter exit"
          : "exit status " + std::to_string(died->exit_code) + " at interpreter exit";
  Explain(finding);
  return std::optional(std::move(finding));
}

}  // namespace lockstep
