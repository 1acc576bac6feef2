// One shrinking, timed: from the first failing case that a seed draws to the smallest, confirmed in
// fresh processes. `shrinking_bench MANIFEST SEED` prints a line of JSON for the manifest's port.
#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "fuzzers/shrinker.h"
#include "fuzzers/source.h"
#include "harness/manifest/manifest_reader.h"
#include "harness/pipeline/confirm/probe.h"
#include "harness/pipeline/real_workshop.h"
#include "harness/wire/value_codec.h"
#include "oracles/registry.h"
#include "oracles/runs.h"

namespace lockstep {
namespace {

constexpr std::size_t kBatch = 256, kMostBatches = 400, kBudget = 4000;

struct Failing {
  Case subject;
  BreachKey key;
};

std::vector<Case> NextCases(CaseSource& source) {
  Batch batch;
  source.Fill(batch, kBatch);
  std::vector<Case> cases;
  for (std::size_t row = 0; row < batch.size(); ++row)
    if (auto subject = wire::DecodeCase(batch[row]); subject && batch.marks[row] == 0)
      cases.push_back(std::move(*subject));
  return cases;
}

std::optional<Failing> FirstFailing(const Port& port, SideBySide& both, std::uint64_t seed) {
  const auto source = RandomCases(port, {}, seed, 0);
  for (std::size_t i = 0; i < kMostBatches; ++i) {
    const auto cases = NextCases(*source);
    const auto breaches = both.Judge(cases);
    for (std::size_t row = 0; row < cases.size(); ++row)
      for (const Violated& breach : breaches[row])
        if (breach.law == "value") return Failing{cases[row], KeyOf(breach, false)};
  }
  return std::nullopt;
}

Result<nlohmann::json> Measured(const Port& port, std::uint64_t seed) {
  auto runner = RealWorkshop().open_runner(port);
  if (!runner) return runner.error();
  const auto oracles = StandardOracles(port);
  const Probe probe(port, oracles, **runner);
  // Processes that have run nothing, ready for the last word.
  auto fresh = probe.Open(Base(kNative), Base(1));
  if (!fresh) return fresh.error();
  auto both = probe.Open(Base(kNative), Base(1));
  if (!both) return both.error();
  const auto failing = FirstFailing(port, *both, seed);
  if (!failing)
    return Error{Error::Kind::kUsage, "no case fails", port.port, "give another seed", ""};
  const auto start = std::chrono::steady_clock::now();
  const auto shows = [&](const Probe::Breaches& breaches) {
    return SameBreach(breaches, failing->key) != nullptr;
  };
  const SameFailure fails = [&](std::span<const Case> cases) { return both->Show(cases, shows); };
  const Shrunk shrunk = Shrink(failing->subject, port, fails, kBudget);
  const bool confirmed = fresh->Show({&shrunk.smallest, 1}, shows)[0];
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  return nlohmann::json{{"from", CallText("f", failing->subject)},
                        {"call", CallText("f", shrunk.smallest)},
                        {"calls", shrunk.tried + 1},
                        {"confirmed", confirmed},
                        {"seconds", elapsed.count()}};
}

int Main(const std::string& manifest_file, std::uint64_t seed) {
  const auto manifest = LoadManifest(manifest_file);
  const auto measured =
      manifest ? Measured(AsClaimed(manifest->ports.at(0)), seed) : manifest.error();
  if (measured) std::cout << measured->dump() << '\n';
  if (!measured) std::cerr << measured.error().what << ": " << measured.error().where << '\n';
  return measured ? 0 : 1;
}

}  // namespace
}  // namespace lockstep

int main(int argc, char** argv) {
  if (argc == 3) return lockstep::Main(argv[1], std::stoull(argv[2]));
  std::cerr << "usage: shrinking_bench MANIFEST SEED\n";
  return 2;
}
