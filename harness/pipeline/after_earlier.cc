#include "harness/pipeline/after_earlier.h"

#include "harness/pipeline/reduce.h"

namespace lockstep {
namespace {

constexpr std::size_t kMost = 2048;  // calls before it: each is looked after
constexpr std::size_t kReduceBudget = 40;
constexpr int kRounds = 3;

}  // namespace

Result<void> ConfirmAfterEarlier(const Probe& probe, const BreachKey& key, std::vector<Case> before,
                                 const std::function<bool()>& should_stop, Finding& finding) {
  if (before.size() > kMost)
    before.erase(before.begin(), before.end() - static_cast<std::ptrdiff_t>(kMost));
  std::optional<Error> failed;
  const auto shows = [&](std::span<const Case> prefix) {
    if (should_stop()) return false;
    std::vector<Case> calls(prefix.begin(), prefix.end());
    calls.push_back(finding.original);
    const auto breaches = probe.Judge(finding.left, finding.right, calls);
    if (!breaches) failed = breaches.error();
    return breaches && SameBreach(breaches->back(), key) != nullptr;
  };
  if (!before.empty() && shows(before)) {
    finding.prefix = Reduce(std::move(before), shows, kReduceBudget);
    finding.of = kRounds;
    for (int round = 0; round < kRounds; ++round)
      finding.confirmed += shows(finding.prefix) ? 1 : 0;
  }
  if (failed) return *failed;
  return {};
}

}  // namespace lockstep
