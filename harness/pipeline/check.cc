#include "harness/pipeline/check.h"

#include <algorithm>
#include <set>

#include "harness/pipeline/journal.h"
#include "harness/pipeline/port_check.h"
#include "harness/pipeline/real_workshop.h"
#include "harness/pipeline/version.h"
#include "oracles/registry.h"

namespace lockstep {
namespace {

using Clock = std::chrono::steady_clock;

// What is left of the budget is shared by the ports that are left.
std::optional<Clock::time_point> DeadlineOf(const CheckOptions& options, Clock::time_point began,
                                            std::size_t ports_left) {
  if (!options.budget) return std::nullopt;
  const auto now = Clock::now();
  const auto left =
      std::max<Clock::duration>(began + *options.budget - now, Clock::duration::zero());
  return now + left / static_cast<Clock::rep>(ports_left);
}

std::vector<Accepted> AcceptedFor(const Port& port, const std::vector<Accepted>& all) {
  std::vector<Accepted> result;
  std::copy_if(all.begin(), all.end(), std::back_inserter(result), [&](const Accepted& accepted) {
    return accepted.native == port.native && accepted.port == port.port;
  });
  return result;
}

}  // namespace

Result<Report> Check(const Manifest& manifest, const CheckOptions& options, Progress& progress,
                     const std::function<bool()>& should_stop) {
  const Workshop workshop = options.workshop ? *options.workshop : RealWorkshop();
  auto corpus = Corpus::Open(manifest.state / "corpus");
  if (!corpus) return corpus.error();
  auto journal = Journal::Open(manifest.state);
  if (!journal) return journal.error();
  (*journal)->Begin(manifest.seed, manifest.ports.size());
  Report report;
  report.seed = manifest.seed;
  report.corpus = corpus->Digest();
  report.tool_version = kVersion;
  report.platform = Platform();
  report.run_directory = (*journal)->directory();
  std::set<Interpreter> interpreters;
  const auto began = Clock::now();
  for (std::size_t i = 0; i < manifest.ports.size() && !should_stop(); ++i) {
    const Port& port = manifest.ports[i];
    progress.OnPort(port.native, port.port, i, manifest.ports.size());
    PortOrder order{manifest.seed, options.jobs, options.fuzz || options.budget.has_value(),
                    DeadlineOf(options, began, manifest.ports.size() - i),
                    AcceptedFor(port, options.accepted)};
    PortCheck check(port, order, workshop, *corpus, **journal, progress, should_stop);
    auto done = check.Go();
    if (!done) return done.error();
    interpreters.insert(check.interpreters().begin(), check.interpreters().end());
    (*journal)->Done(*done);
    progress.OnPortDone(*done);
    report.ports.push_back(std::move(*done));
  }
  report.interpreters.assign(interpreters.begin(), interpreters.end());
  report.interrupted = should_stop();
  return report;
}

}  // namespace lockstep
