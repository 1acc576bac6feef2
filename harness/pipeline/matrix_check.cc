#include "harness/pipeline/matrix_check.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <tuple>

#include "harness/pipeline/odd_one_out.h"

namespace lockstep {
namespace {

constexpr std::size_t kManyPorts = 2;  // beside native: three implementations

Port Beside(Port port, const std::vector<Port>& all) {
  for (const Port& other : all)
    if (other.port != port.port) port.beside.push_back(other.port);
  return port;
}

bool SameOperations(const Port& left, const Port& right) {
  return std::equal(left.operations.begin(), left.operations.end(), right.operations.begin(),
                    right.operations.end(), [](const Operation& one, const Operation& other) {
                      return one.name == other.name && one.text == other.text;
                    });
}

}  // namespace

MatrixCheck::MatrixCheck(std::vector<Port> ports, std::vector<PortOrder> orders,
                         const Workshop& workshop, Corpus& corpus, Journal& journal,
                         Progress& progress, std::function<bool()> should_stop)
    : order_(orders.front()),
      journal_(journal),
      progress_(progress),
      should_stop_(std::move(should_stop)) {
  for (std::size_t i = 0; i < ports.size(); ++i)
    checks_.emplace_back(Beside(ports[i], ports), orders[i], workshop, corpus, journal, progress,
                         should_stop_);
}

Result<std::vector<PortReport>> MatrixCheck::Go() {
  auto ready = Prepare();
  if (!ready) return ready.error();
  if (*ready) {
    auto supply = MakeSupply();
    if (!supply) return supply.error();
    if (auto ran = RunUnits(*supply); !ran) return ran.error();
    if (auto examined = Examine(*supply); !examined) return examined.error();
  }
  std::vector<PortReport> reports;
  for (PortCheck& check : checks_) reports.push_back(check.Conclude());
  return reports;
}

Result<bool> MatrixCheck::Prepare() {
  for (PortCheck& check : checks_) {
    Runner* native = &check == &checks_.front() ? nullptr : &checks_.front().runner();
    if (native != nullptr) check.Follow(checks_.front().port());
    if (auto loaded = check.Load(native); !loaded) return loaded.error();
    if (!check.refused()) running_.push_back(&check);
  }
  if (running_.empty()) return false;
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

bool MatrixCheck::OutOfTime() const {
  if (should_stop_()) return true;
  return order_.deadline && std::chrono::steady_clock::now() >= *order_.deadline;
}

Result<void> MatrixCheck::RunUnits(const Supply& supply) {
  const Plan& plan = supply.plan();
  std::atomic<std::uint32_t> next{supply.has_given() ? 0U : 1U};  // 0: the given cases
  std::mutex mutex;
  std::map<std::uint32_t, Result<std::vector<UnitResult>>> results;
  std::uint64_t done = 0;
  const auto work = [&] {
    for (;;) {
      const std::uint32_t turn = next++;
      if (turn == Supply::kGivenUnit || (turn > plan.units && !plan.open_ended)) return;
      if (turn > 1 && OutOfTime()) return;
      const std::uint32_t unit = turn == 0 ? Supply::kGivenUnit : turn - 1;
      std::vector<Entrant> entrants;
      for (PortCheck* check : running_) entrants.push_back(check->EntrantOf(unit));
      auto result = RunUnit(entrants, supply.OfUnit(unit), unit);
      if (result) Log(unit, *result);
      const std::lock_guard lock(mutex);
      const bool failed = !result;
      done += failed ? 0 : result->front().cases;
      progress_.OnCases(done, plan.open_ended ? 0 : plan.cases);
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

Result<void> MatrixCheck::Examine(const Supply& supply) {
  for (PortCheck* check : running_)
    if (auto examined = check->Examine(supply); !examined) return examined;
  if (running_.size() < kManyPorts) return {};
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

bool SharesMatrix(const Port& left, const Port& right) {
  const auto key = [](const Port& port) {
    return std::tie(port.stateful, port.observe, port.native, port.python, port.path, port.codecs,
                    port.parameters_text, port.assume, port.cases, port.examples,
                    port.contract.exceptions, port.contract.only_laws, port.law, port.mappings,
                    port.grammars);
  };
  const auto alone = [](const Port& port) { return port.kind == Port::Kind::kNativeItself; };
  return !alone(left) && !alone(right) && key(left) == key(right) && SameOperations(left, right);
}

std::vector<std::vector<std::size_t>> MatricesOf(const std::vector<Port>& ports, std::size_t most) {
  std::vector<std::vector<std::size_t>> matrices;
  for (std::size_t i = 0; i < ports.size(); ++i) {
    const auto home = std::find_if(matrices.begin(), matrices.end(), [&](const auto& matrix) {
      return matrix.size() < most && SharesMatrix(ports[matrix.front()], ports[i]);
    });
    if (home == matrices.end())
      matrices.push_back({i});
    else
      home->push_back(i);
  }
  return matrices;
}

}  // namespace lockstep
