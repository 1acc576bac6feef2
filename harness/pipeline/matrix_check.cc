#include "harness/pipeline/matrix_check.h"

#include <algorithm>
#include <mutex>
#include <thread>
#include <tuple>

#include "harness/pipeline/confirm/odd_one_out.h"

namespace lockstep {
namespace {

using std::chrono::milliseconds;
using Clock = Deadline::Clock;

constexpr std::size_t kManyPorts = 2;  // beside native: three implementations

// How long the phases may take that no number of cases bounds: with a budget, as long as it is.
constexpr milliseconds kWithoutBudget{600'000};
constexpr milliseconds kLeastToPrepare{10'000}, kMostToPrepare{300'000};
constexpr milliseconds kLeastToRun{1'000}, kLeastToExamine{10'000};
constexpr milliseconds kToFetch{3'000};  // what was seen until the budget ended

Claim Beside(Claim claim, const std::vector<Claim>& all) {
  for (const Claim& other : all)
    if (other.port != claim.port) claim.beside.push_back(other.port);
  return claim;
}

bool SameOperations(const Terms& left, const Terms& right) {
  return std::equal(left.operations.begin(), left.operations.end(), right.operations.begin(),
                    right.operations.end(), [](const Operation& one, const Operation& other) {
                      return one.name == other.name && one.text == other.text;
                    });
}

}  // namespace

MatrixCheck::MatrixCheck(std::vector<Claim> claims, std::vector<PortOrder> orders,
                         const Workshop& workshop, Corpus& corpus, Journal& journal,
                         Progress& progress, std::function<bool()> should_stop)
    : order_(orders.front()),
      journal_(journal),
      progress_(progress),
      deadline_(std::make_shared<Deadline>(std::move(should_stop))) {
  for (std::size_t i = 0; i < claims.size(); ++i)
    checks_.emplace_back(Beside(claims[i], claims), orders[i], workshop, corpus, journal, progress,
                         deadline_);
}

Result<std::vector<PortReport>> MatrixCheck::Go() {
  deadline_->OfPhase(begun_ + std::clamp<milliseconds>(Budget(), kLeastToPrepare, kMostToPrepare));
  auto ready = Prepare();
  // What is known may be half of it, unless only what comes now is stopped.
  const bool whole = ready && *ready && deadline_->Stopped();
  if (deadline_->Over() && !whole) return Unreached();
  if (!ready) return ready.error();
  if (*ready) {
    auto supply = MakeSupply();
    if (!supply) return supply.error();
    if (auto played = Play(*supply); !played) return played.error();
  }
  deadline_->OfPhase(std::nullopt);
  std::vector<PortReport> reports;
  for (PortCheck& check : checks_) reports.push_back(check.Conclude());
  return reports;
}

Result<void> MatrixCheck::Play(const Supply& supply) {
  next_ = supply.has_given() ? 0 : 1;
  const Deadline::Time end = RunningEnd();
  for (bool last = false; !last;) {
    deadline_->OfRunning(end, kToFetch);
    if (auto ran = RunUnits(supply); !ran) return ran;
    last = !supply.plan().open_ended || deadline_->Over();
    deadline_->OfPhase(Clock::now() + std::max<milliseconds>(Budget(), kLeastToExamine));
    if (auto examined = Examine(supply, last); !examined) return examined;
  }
  return {};
}

Result<bool> MatrixCheck::Prepare() {
  for (PortCheck& check : checks_) {  // the first that can be loaded is whom the others follow
    Runner* native = running_.empty() ? nullptr : &running_.front()->runner();
    if (native != nullptr) check.Follow(running_.front()->port());
    if (auto loaded = check.Load(native); !loaded) return loaded.error();
    if (!check.refused()) running_.push_back(&check);
  }
  if (running_.empty()) return false;
  if (running_.size() > 1) ShareHomes();  // one alone knows its own
  auto inferred = running_.front()->Infer();
  if (!inferred) return inferred.error();
  bool driven = true;
  std::vector<Plan*> plans;
  for (PortCheck* check : running_) {
    check->Adopt(*inferred);
    driven = check->Plan() && driven;
    plans.push_back(&check->plan());
  }
  AgreeOnNative(plans);
  for (PortCheck* check : running_)
    if (auto opened = check->OpenExcuses(); driven && !opened) return opened.error();
  return driven;
}

void MatrixCheck::ShareHomes() {
  std::vector<std::string> all;
  for (const PortCheck* check : running_) {
    const auto& homes = check->port().homes;
    all.insert(all.end(), homes.begin(), homes.end());
  }
  for (PortCheck* check : running_) check->AtHome(all);
}

Result<Supply> MatrixCheck::MakeSupply() {
  Hints hints;
  std::vector<Case> given;
  for (const PortCheck* check : running_) {
    const auto& constants = check->hints().constants;
    hints.constants.insert(hints.constants.end(), constants.begin(), constants.end());
    auto cases = check->Given();
    if (!cases) return cases.error();
    for (Case& subject : *cases)
      if (std::none_of(given.begin(), given.end(),
                       [&](const Case& known) { return known.steps == subject.steps; }))
        given.push_back(std::move(subject));
  }
  PortCheck& first = *running_.front();
  return Supply(first.port(), std::move(hints), order_.seed, first.plan(), given);
}

std::vector<PortReport> MatrixCheck::Unreached() {
  const std::string why = deadline_->Stopped()
                              ? "the run was stopped before a case was run"
                              : "its time was over before a case was run: loading it and finding "
                                "out what it takes took too long; declare `args`";
  std::vector<PortReport> reports;
  for (PortCheck& check : checks_) reports.push_back(check.Unreached(why));
  return reports;
}

Deadline::Time MatrixCheck::RunningEnd() const {
  if (!order_.deadline) return std::nullopt;
  return std::max(*order_.deadline, Clock::now() + kLeastToRun);
}

milliseconds MatrixCheck::Budget() const {
  if (!order_.deadline) return kWithoutBudget;
  return std::chrono::duration_cast<milliseconds>(*order_.deadline - begun_);
}

Result<void> MatrixCheck::RunUnits(const Supply& supply) {
  const Plan& plan = supply.plan();
  std::atomic<bool> news{false};
  std::mutex mutex;
  std::map<std::uint32_t, Result<std::vector<UnitResult>>> results;
  const auto work = [&] {
    for (;;) {
      if (news) return;
      const std::uint32_t turn = next_++;
      if (turn == Supply::kGivenUnit || (turn > plan.units && !plan.open_ended)) return;
      if (turn > 1 && deadline_->Over()) return;
      const std::uint32_t unit = turn == 0 ? Supply::kGivenUnit : turn - 1;
      std::vector<Participant> participants;
      for (PortCheck* check : running_) participants.push_back(check->ParticipantOf(unit));
      auto result = RunUnit(participants, supply.OfUnit(unit), unit);
      if (result) Log(unit, *result);
      const std::lock_guard lock(mutex);
      const bool failed = !result;
      if (failed && deadline_->Over()) return;  // a process that was to be started was not
      if (!failed && plan.open_ended && SeesNew(*result)) news = true;
      done_ += failed ? 0 : result->front().cases;
      progress_.OnCases(done_, plan.open_ended ? 0 : plan.cases);
      results.emplace(unit, std::move(result));
      if (failed) return;
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < order_.jobs; ++i) threads.emplace_back(work);
    work();
  }
  for (auto& [unit, result] : results) {
    if (!result) return result.error();
    for (std::size_t i = 0; i < running_.size(); ++i) running_[i]->Absorb((*result)[i], unit);
  }
  return {};
}

void MatrixCheck::Log(std::uint32_t unit, const std::vector<UnitResult>& results) {
  for (std::size_t i = 0; i < running_.size(); ++i) {
    const Port& port = running_[i]->port();
    journal_.Unit(port.native, port.called(), unit, results[i]);
  }
}

bool MatrixCheck::SeesNew(const std::vector<UnitResult>& results) const {
  for (std::size_t i = 0; i < running_.size(); ++i)
    if (running_[i]->IsNew(results[i].candidates)) return true;
  return false;
}

Result<void> MatrixCheck::Examine(const Supply& supply, bool last) {
  for (PortCheck* check : running_)
    if (auto examined = check->Examine(supply, last); !examined) return examined;
  if (running_.size() < kManyPorts || !last) return {};
  std::vector<Witness> witnesses;
  for (PortCheck* check : running_)
    witnesses.push_back({check->port(), check->oracles(), check->runner(), check->findings()});
  for (PortCheck* check : running_)
    for (Finding& finding : check->findings()) finding.odd = FindOddOneOut(witnesses, finding);
  return {};
}

std::set<Interpreter> MatrixCheck::interpreters() const {
  std::set<Interpreter> all;
  for (const PortCheck& check : checks_)
    all.insert(check.interpreters().begin(), check.interpreters().end());
  return all;
}

bool SharesMatrix(const Claim& left, const Claim& right) {
  const auto key = [](const Claim& claim) {
    const Terms& terms = claim.declared;
    return std::tie(terms.stateful, claim.observe, claim.native, claim.python, claim.path,
                    claim.codecs, terms.parameters_text, claim.assume, claim.cases, claim.examples,
                    terms.contract.exceptions, terms.contract.only_laws, claim.law, claim.mappings,
                    claim.grammars);
  };
  const auto alone = [](const Claim& claim) { return claim.kind == Claim::Kind::kNativeItself; };
  return !alone(left) && !alone(right) && key(left) == key(right) &&
         SameOperations(left.declared, right.declared);
}

std::vector<std::vector<std::size_t>> MatricesOf(const std::vector<Claim>& claims,
                                                 std::size_t most) {
  std::vector<std::vector<std::size_t>> matrices;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const auto home = std::find_if(matrices.begin(), matrices.end(), [&](const auto& matrix) {
      return matrix.size() < most && SharesMatrix(claims[matrix.front()], claims[i]);
    });
    if (home == matrices.end())
      matrices.push_back({i});
    else
      home->push_back(i);
  }
  return matrices;
}

}  // namespace lockstep
