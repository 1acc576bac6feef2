#include "harness/pipeline/check.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "harness/pipeline/constructs.h"
#include "harness/pipeline/costs/cost_measurement.h"
#include "harness/pipeline/journal.h"
#include "harness/pipeline/learn/inventory.h"
#include "harness/pipeline/matrix_check.h"
#include "harness/pipeline/real_workshop.h"
#include "harness/pipeline/version.h"
#include "harness/pipeline/views.h"
#include "oracles/registry.h"

namespace lockstep {
namespace {

using Clock = std::chrono::steady_clock;

// Each port has processes of its own.
constexpr std::size_t kMostPorts = 8;

std::string NamesOf(const std::vector<Claim>& ports) {
  std::string names;
  for (const Claim& port : ports) names += (names.empty() ? "" : ", ") + port.called();
  return names;
}

template <typename Entry>
std::vector<Entry> EntriesOf(const Claim& port, const std::vector<Entry>& all) {
  std::vector<Entry> result;
  std::copy_if(all.begin(), all.end(), std::back_inserter(result), [&](const Entry& entry) {
    return entry.native == port.native && entry.port == port.called();
  });
  return result;
}

// The matrices of a run, several at once where there are many and no clock ends them. What each
// learned is kept by its place, so that the report does not depend on who was first.
class Campaign {
 public:
  Campaign(const std::vector<Claim>& ports, std::uint64_t seed, const CheckOptions& options,
           const Workshop& workshop, Corpus& corpus, Journal& journal, Progress& progress,
           const std::function<bool()>& should_stop)
      : ports_(ports),
        seed_(seed),
        options_(options),
        workshop_(workshop),
        corpus_(corpus),
        journal_(journal),
        progress_(progress),
        should_stop_(should_stop),
        matrices_(MatricesOf(ports, kMostPorts)) {}

  Result<void> Go() {
    const bool many = !options_.budget && matrices_.size() >= 2 * options_.jobs;
    const std::size_t at_once = many ? options_.jobs : 1;
    const std::size_t jobs = many ? 1 : options_.jobs;
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < at_once; ++i) threads.emplace_back([this, jobs] { Work(jobs); });
    Work(jobs);
    threads.clear();
    if (!failed_.empty()) return failed_.begin()->second;
    return {};
  }

  void Tell(Report& report) {
    for (auto& [place, port] : done_) report.ports.push_back(std::move(port));
    report.interpreters.assign(interpreters_.begin(), interpreters_.end());
  }

 private:
  void Work(std::size_t jobs) {
    for (std::size_t i = next_++; i < matrices_.size() && !should_stop_(); i = next_++) {
      Run(i, jobs);
      const std::lock_guard lock(mutex_);
      if (!failed_.empty()) return;
    }
  }

  void Run(std::size_t index, std::size_t jobs) {
    const auto& matrix = matrices_[index];
    std::vector<Claim> ports;
    std::vector<PortOrder> orders;
    for (const std::size_t i : matrix) {
      ports.push_back(ports_[i]);
      orders.push_back({seed_, jobs, options_.open_ended && options_.budget.has_value(),
                        DeadlineFor(matrix), EntriesOf(ports_[i], options_.accepted),
                        ports_.size() > 1, EntriesOf(ports_[i], options_.known)});
    }
    progress_.OnPort(ports.front().native, NamesOf(ports), matrix.front(), ports_.size());
    MatrixCheck check(ports, orders, workshop_, corpus_, journal_, progress_, should_stop_);
    auto reports = check.Go();
    for (std::size_t k = 0; reports && k < ports.size(); ++k)
      LookAt(ports[k], orders[k], (*reports)[k]);
    const std::lock_guard lock(mutex_);
    if (!reports && should_stop_()) return;  // it was in the middle of something
    if (!reports) {
      failed_.emplace(index, reports.error());
      return;
    }
    interpreters_.merge(check.interpreters());
    for (std::size_t k = 0; k < matrix.size(); ++k) {
      journal_.Done((*reports)[k]);
      progress_.OnPortDone((*reports)[k]);
      done_.emplace(matrix[k], std::move((*reports)[k]));
    }
  }

  // What the port's laws of translation and of shipping say, into its report.
  void LookAt(const Claim& port, const PortOrder& order, PortReport& report) {
    if (report.cases == 0 && !report.why.empty()) return;
    for (const std::string& law : NotDelivered(port))
      AddUndelivered(report, law,
                     {Error::Kind::kSystem, "only functions in Python are moved", {}, {}, {}});
    for (const Claim& view : ViewsOf(port)) {
      if (should_stop_()) return;
      auto seen =
          MatrixCheck({view}, {order}, workshop_, corpus_, journal_, progress_, should_stop_).Go();
      if (seen)
        AddView(report, view.law, std::move(seen->front()));
      else
        AddUndelivered(report, view.law, seen.error());
    }
    auto constructs = NotesOfConstructs(port, workshop_);
    if (constructs) std::ranges::move(*constructs, std::back_inserter(report.notes));
  }

  // What is left of the budget is shared by the ports that are left.
  std::optional<Clock::time_point> DeadlineFor(const std::vector<std::size_t>& matrix) {
    if (!options_.budget) return std::nullopt;
    const auto now = Clock::now();
    const auto left =
        std::max<Clock::duration>(began_ + *options_.budget - now, Clock::duration::zero());
    const std::size_t ports_left = ports_.size() - done_.size();
    return now +
           left * static_cast<Clock::rep>(matrix.size()) / static_cast<Clock::rep>(ports_left);
  }

  const std::vector<Claim>& ports_;
  const std::uint64_t seed_;
  const CheckOptions& options_;
  const Workshop& workshop_;
  Corpus& corpus_;
  Journal& journal_;
  Progress& progress_;
  const std::function<bool()>& should_stop_;
  const std::vector<std::vector<std::size_t>> matrices_;
  const Clock::time_point began_ = Clock::now();
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::map<std::size_t, PortReport> done_;  // by the port's place in the manifest
  std::map<std::size_t, Error> failed_;     // by the matrix's place
  std::set<Interpreter> interpreters_;
};

}  // namespace

Result<Report> Check(const Manifest& manifest, const CheckOptions& options, Progress& progress,
                     const std::function<bool()>& should_stop) {
  const Workshop workshop = options.workshop ? *options.workshop : RealWorkshop(should_stop);
  const auto ports = Expanded(manifest.ports, options.wanted, workshop);
  if (!ports && !should_stop()) return ports.error();
  auto corpus = Corpus::Open(manifest.state / "corpus");
  if (!corpus) return corpus.error();
  if (auto whole = corpus->LoadAll(); !whole) return whole.error();
  auto journal = Journal::Open(manifest.state);
  if (!journal) return journal.error();
  (*journal)->Begin(manifest.seed, ports ? ports->size() : 0);
  Report report;
  report.seed = manifest.seed;
  report.corpus = corpus->Digest();
  report.tool_version = kVersion;
  report.platform = Platform();
  report.run_directory = (*journal)->directory();
  report.interrupted = !ports;
  if (report.interrupted) return report;
  Campaign campaign(*ports, manifest.seed, options, workshop, *corpus, **journal, progress,
                    should_stop);
  if (auto ran = campaign.Go(); !ran) return ran.error();
  campaign.Tell(report);
  CostMeasurement cost_measurement(manifest.seed, workshop);
  for (std::size_t i = 0; options.costs && i < report.ports.size() && !should_stop(); ++i) {
    progress.OnCosts(report.ports[i]);
    report.costs.push_back(cost_measurement.Of((*ports)[i], report.ports[i]));
  }
  report.interrupted = should_stop();
  return report;
}

}  // namespace lockstep
