#include "harness/pipeline/confirm/after_earlier.h"

#include "harness/pipeline/confirm/short_history.h"

namespace lockstep {
namespace {

constexpr std::size_t kMost = 2048;  // calls before it: each is looked after
constexpr std::size_t kEarlierBudget = 40;
constexpr int kEarlierRounds = 3;

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
    finding.prefix = ShortHistory(std::move(before), finding.original, shows, kEarlierBudget);
    const auto calls = CallsOf(finding.prefix);
    finding.of = kEarlierRounds;
    for (int round = 0; round < kEarlierRounds; ++round) finding.confirmed += shows(calls) ? 1 : 0;
  }
  if (failed) return *failed;
  return {};
}

}  // namespace lockstep
