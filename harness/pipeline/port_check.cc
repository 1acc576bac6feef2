#include "harness/pipeline/port_check.h"

#include <algorithm>
#include <utility>

#include "harness/pipeline/conclusion.h"
#include "harness/pipeline/learn/binding.h"
#include "harness/pipeline/learn/class_inference.h"
#include "harness/pipeline/learn/examples.h"
#include "harness/pipeline/learn/lessons.h"
#include "harness/pipeline/missing_methods.h"
#include "harness/pipeline/port_words.h"
#include "harness/pipeline/run/accepted_cases.h"
#include "harness/pipeline/run/given_case.h"
#include "harness/pipeline/run/homes.h"
#include "harness/pipeline/run/reaching.h"
#include "harness/pipeline/run/shared_native.h"
#include "harness/pipeline/run/unit_sum.h"
#include "harness/pipeline/weighing.h"
#include "harness/wire/value_codec.h"
#include "oracles/registry.h"

namespace lockstep {
namespace {

constexpr std::size_t kFiniteLimit = 256;
// Those that are traced are taken from so many cases.
constexpr std::uint32_t kTracedFrom = 32768;

}  // namespace

PortCheck::PortCheck(Claim claim, PortOrder order, const Workshop& workshop, Corpus& corpus,
                     Journal& journal, Progress& progress, std::shared_ptr<Deadline> deadline)
    : claim_(std::move(claim)),
      port_(AsClaimed(claim_)),
      order_(std::move(order)),
      workshop_(workshop),
      corpus_(corpus),
      journal_(journal),
      progress_(progress),
      deadline_(std::move(deadline)),
      declared_(!port_.parameters.empty() || !port_.operations.empty()) {}

Result<void> PortCheck::Load(Runner* native) {
  report_.native = port_.native;
  report_.name = port_.name;
  report_.port = port_.called();
  report_.level = port_.contract.level;
  report_.scope = port_.contract.scope;
  if (!port_.undriven.empty()) {
    Refuse(Status::kUnsupported, port_.undriven);
    return {};
  }
  auto runner = OpenRunner();
  if (!runner) return runner.error();
  runner_ = native != nullptr ? SharingNative(*native, std::move(*runner)) : std::move(*runner);
  oracles_ = StandardOracles(port_);
  runner_->Prewarm(RunsNeeded(port_, oracles_));
  auto about = runner_->Load(kNative);
  if (!about) return NotLoaded(about.error());
  native_ = std::move(*about);
  interpreters_.push_back(native_->interpreter);
  hints_.constants = native_->constants;
  if (port_.kind != Port::Kind::kNativeItself)
    if (auto loaded = LoadPort(); !loaded) return loaded;
  AtHome(HomesOf(*native_, other_ ? &*other_ : nullptr));
  if (native == nullptr && !refused()) {
    if (auto held = HoldAgainstSignature(port_, *native_, *runner_, should_stop_); !held)
      return held;
    if (auto classed = PrepareClass(); !classed) return classed;
  }
  report_.kind = KindName(port_);
  return {};
}

// Where classes stand for a role: told to oracles and workers, for both sides must project alike.
void PortCheck::AtHome(std::vector<std::string> modules) {
  Learn(lockstep::AtHome(port_, std::move(modules)));
  oracles_ = StandardOracles(port_);
  runner_->AtHome(port_.homes);
}

// What is learned of a class is learned before other ports share native's processes, for those are
// begun anew: the class is played with, and default observers look at what native has.
Result<void> PortCheck::PrepareClass() {
  if (!port_.stateful && !IsClass(port_, *native_, other_ ? &*other_ : nullptr)) return {};
  const bool declared = port_.stateful;
  Learn(OfClass(port_));
  if (!declared)
    if (auto opened = Reopen(); !opened) return opened;
  auto inferred = InferClass(port_, *native_, *runner_, should_stop_);
  if (!inferred) return inferred.error();
  Learn(std::move(inferred->learned));
  report_.why = inferred->why;
  oracles_ = StandardOracles(port_);
  if (!port_.attributes) return {};
  if (auto opened = Reopen(); !opened) return opened;
  runner_->Prewarm(RunsNeeded(port_, oracles_));
  return {};
}

Result<std::unique_ptr<Runner>> PortCheck::OpenRunner() const {
  auto runner = workshop_.open_runner(port_);
  if (runner) (*runner)->Heed([deadline = deadline_] { return deadline->Now(); });
  return runner;
}

Result<void> PortCheck::Reopen() {
  auto runner = OpenRunner();
  if (!runner) return runner.error();
  runner_ = std::move(*runner);
  runner_->AtHome(port_.homes);
  return {};
}

void PortCheck::Follow(const Port& first) { Learn(Following(port_, first)); }

Result<void> PortCheck::LoadPort() {
  auto loaded = runner_->Load(1);
  if (!loaded && port_.listed) {
    Refuse(Status::kMissing, loaded.error().what);
    return {};
  }
  if (!loaded) return NotLoaded(loaded.error());
  interpreters_.push_back(loaded->interpreter);
  if (port_.kind == Port::Kind::kInterpreter) report_.interpreter = NameOf(loaded->interpreter);
  Learn(OnceLoaded(port_, *native_, *loaded));
  hints_.constants.insert(hints_.constants.end(), loaded->constants.begin(),
                          loaded->constants.end());
  other_ = std::move(*loaded);
  return {};
}

// Only what is said of this port alone: where the disk is full, it is so for all of them.
Result<void> PortCheck::NotLoaded(const Error& error) {
  const bool own = error.kind == Error::Kind::kUsage || error.kind == Error::Kind::kInterpreter;
  if (!own || !order_.among_several) return error;
  report_.unloaded = error;
  report_.kind = KindName(port_);
  Refuse(Status::kMissing, error.what);
  return {};
}

void PortCheck::Refuse(Status status, const std::string& why) {
  report_.status = status;
  report_.why = why;
}

Result<Inferred> PortCheck::Infer() {
  if (!port_.stateful && port_.inferred)
    return InferParameters(port_, *native_, *runner_, should_stop_);
  return Inferred{port_.parameters, port_.parameters_text, report_.why};
}

void PortCheck::Adopt(const Inferred& inferred) {
  if (port_.stateful || !port_.inferred) return;
  report_.why = inferred.why;
  Learn(Taking(port_, inferred));
}

bool PortCheck::Plan() {
  report_.domain = DomainText(port_);
  if (native_) report_.evidence.never_given = NeverGiven(port_, *native_);
  if (report_.why.empty()) report_.why = WhyUnsupported(port_);
  if (!report_.why.empty()) {
    const bool stopped = port_.inferred && should_stop_();  // before it was found out
    if (stopped) report_.why = "the run was stopped while its inputs were inferred";
    if (!stopped) Refuse(Status::kUnsupported, report_.why);
    return false;
  }
  plan_ = MakePlan(port_, oracles_, port_.cases, FiniteSize(port_, kFiniteLimit),
                   order_.until_deadline);
  return true;
}

Result<std::vector<Case>> PortCheck::Given() const {
  std::vector<Case> cases;
  auto stored = corpus_.Load(port_.native, port_.called());
  if (!stored) return stored.error();
  for (const auto& entry : *stored) cases.push_back(entry.subject);
  for (const auto& accepted : order_.accepted) {
    auto calls = CasesOf(accepted);
    std::move(calls.begin(), calls.end(), std::back_inserter(cases));
  }
  if (port_.examples && !port_.stateful) {
    const auto examples = ExamplesOf(*native_);
    cases.insert(cases.end(), examples.begin(), examples.end());
  }
  if (declared_)
    for (Case& one : cases) JudgeByDomain(one, port_);
  // A pair may have been checked as functions before it was as classes, and the other way round.
  if (!port_.stateful) std::erase_if(cases, [](const Case& one) { return one.steps.size() != 1; });
  return cases;
}

Participant PortCheck::ParticipantOf(std::uint32_t unit) {
  return {port_,
          oracles_,
          *runner_,
          plan_.RunsOf(unit == Supply::kGivenUnit ? 0 : unit),
          [deadline = deadline_] { return deadline->Now(); },
          &excuses_};
}

void PortCheck::Absorb(const UnitResult& unit, std::uint32_t number) {
  if (unit.dies_at_exit && !dying_unit_) dying_unit_ = number;
  if (number == Supply::kGivenUnit) report_.corpus_cases = unit.cases;
  Add(unit, sum_);
}

bool PortCheck::IsNew(const Candidates& candidates) const {
  return std::any_of(candidates.begin(), candidates.end(), [this](const auto& entry) {
    return !entry.first.off_domain && !kinds_.contains(BucketOf(entry.first));
  });
}

Result<void> PortCheck::Examine(const Supply& supply, bool last) {
  if (auto examined = ExamineNew(supply); !examined) return examined;
  if (!last) return {};
  if (dying_unit_)
    if (auto examined = ExamineExit(supply); !examined) return examined;
  std::ranges::sort(examined_.findings, {}, &Finding::signature);
  examined_.laws_left.merge(sum_.laws_left);
  CountCovered();
  Trace(supply);
  Accept(examined_.findings);
  return Keep(examined_.findings);
}

Result<void> PortCheck::ExamineNew(const Supply& supply) {
  if (!examiner_)
    examiner_.emplace(port_, oracles_, excuses_, *runner_, workshop_, progress_, *deadline_);
  if (other_) examiner_->Lacks(Lacking(port_, *other_));
  Candidates fresh;
  for (const auto& [key, candidate] : sum_.candidates) {
    if (!looked_into_.insert(key).second) continue;
    kinds_.insert(BucketOf(key));
    fresh.emplace(key, candidate);
  }
  excuses_.Meet(fresh);
  auto examined = examiner_->Examine(fresh, [&](const Candidate& candidate, const Run& run) {
    return supply.CallsBefore(candidate.unit, candidate.batch, candidate.row, run);
  });
  if (!examined) return examined.error();
  for (Finding& finding : examined->findings)
    if (std::none_of(examined_.findings.begin(), examined_.findings.end(),
                     [&](const Finding& known) { return known.id == finding.id; }))
      examined_.findings.push_back(std::move(finding));
  std::ranges::move(examined->notes, std::back_inserter(examined_.notes));
  std::ranges::move(examined->sightings, std::back_inserter(examined_.sightings));
  examined_.laws_left.merge(examined->laws_left);
  examined_.unresolved.merge(examined->unresolved);
  examined_.wavered += examined->wavered;
  for (const auto& [id, cases] : examined->covered) examined_.covered[id] += cases;
  return {};
}

Result<void> PortCheck::ExamineExit(const Supply& supply) {
  auto found = examiner_->ExamineExit(sum_.exit_run, supply.CallsOf(*dying_unit_));
  if (!found) return found.error();
  if (*found)
    examined_.findings.push_back(std::move(**found));
  else
    examined_.unresolved.try_emplace(
        "value", "a process died on its way out, and did not when its calls were made again");
  return {};
}

Result<void> PortCheck::Keep(const std::vector<Finding>& findings) {
  for (const auto& finding : findings) {
    journal_.Found(finding);
    if (auto saved = corpus_.Save(finding); !saved) return saved.error();
  }
  return {};
}

// Of the port itself, and of native beside it; not again for each law that is looked at apart.
void PortCheck::Trace(const Supply& supply) {
  const bool asked = port_.law.empty() || port_.law == "commutes";
  if (!asked || should_stop_()) return;
  const bool native = native_ && HasPython(native_->sources);
  const bool port = other_ && !port_.LivesElsewhere() && HasPython(other_->sources);
  if (!native && !port) return;
  const auto batches = supply.FirstOf(0, kTracedFrom);
  if (native) report_.evidence.native = ReachOf(*runner_, kNative, batches, should_stop_);
  if (port) report_.evidence.port = ReachOf(*runner_, 1, batches, should_stop_);
}

bool PortCheck::IsOutside(const Accepted& accepted) const {
  auto subject = wire::DecodeCase(accepted.encoded_case);
  if (!declared_ || !subject) return false;
  JudgeByDomain(*subject, port_);
  return subject->off_domain;
}

// Once all units are in: what differed alone at first may have had company later.
void PortCheck::CountCovered() {
  for (const auto& [key, candidate] : sum_.candidates)
    if (!key.excuse.empty()) examined_.covered[key.excuse] += candidate.count;
  for (Finding& finding : examined_.findings) {
    const Excuse* excuse = excuses_.Named(finding.excuse);
    finding.alone = excuse != nullptr ? excuse->alone : IsAlone(finding, sum_.candidates);
    finding.varieties = excuse != nullptr ? excuse->varieties
                        : finding.alone   ? Varieties()
                                          : excuses_.Seen(finding, sum_.candidates);
  }
}

Result<void> PortCheck::OpenExcuses() {
  std::vector<Excuse> all;
  for (const auto& accepted : order_.accepted) all.push_back(ExcuseOf(accepted));
  all.insert(all.end(), order_.known.begin(), order_.known.end());
  auto opened = Excuses::Open(std::move(all), port_, workshop_);
  if (!opened) return opened.error();
  excuses_ = std::move(*opened);
  return {};
}

// What was not looked for is not called stale: another law was asked about, the run was stopped, or
// its case is outside the domain (another [[port]] of the pair may have it inside).
void PortCheck::Accept(std::vector<Finding>& findings) {
  for (Finding& finding : findings)
    if (!finding.excuse.empty()) finding.covered = examined_.covered[finding.excuse];
  for (const auto& accepted : order_.accepted) {
    bool seen = examined_.covered.contains(accepted.id);
    for (auto& finding : findings) {
      if (finding.excuse != accepted.id) continue;
      finding.accepted_reason = accepted.reason;
      seen = true;
    }
    if (!port_.contract.Applies(accepted.law) && !accepted.law.empty() && !seen) continue;
    report_.accepted.push_back({accepted.id, accepted.law, accepted.call, accepted.when,
                                accepted.reason, examined_.covered[accepted.id]});
    if (!seen && !deadline_->Over() && !IsOutside(accepted))
      report_.notes.push_back(
          {"stale-accepted",
           accepted.id + " " + accepted.law +
               ": the accepted difference was not seen again; its stored case ran",
           accepted.call, 1});
  }
}

PortReport PortCheck::Unreached(const std::string& why) {
  report_.native = port_.native;
  report_.port = port_.called();
  report_.kind = KindName(port_);
  if (!refused()) report_.why = why;
  return std::move(report_);
}

PortReport PortCheck::Conclude() {
  if (refused()) return std::move(report_);
  return lockstep::Conclude(port_, std::move(report_), std::move(sum_), std::move(examined_));
}

}  // namespace lockstep
