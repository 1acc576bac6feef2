#include "harness/pipeline/confirm/exit_death.h"

#include "fuzzers/shrinker.h"
#include "harness/pipeline/confirm/ladder.h"
#include "harness/pipeline/confirm/reduce.h"

namespace lockstep {
namespace {

constexpr int kExitRounds = 5;
constexpr std::size_t kExitBudget = 150, kShrinkBudget = 256;
// Of a process that hangs on its way out, where each try costs a moment of sleep.
constexpr int kHangRounds = 1;
constexpr std::size_t kHangBudget = 12;

}  // namespace

Result<std::optional<Finding>> ExitDeath(const Probe& probe, const Run& run,
                                         std::vector<Case> cases) {
  const Run quiet = Quiet(run);
  Run as_tried = quiet;
  std::optional<Error> failed;
  bool hangs = false;
  const Shows dies = [&](std::span<const Case> some) {
    auto exit = probe.Exit(as_tried, some);
    if (!exit) failed = exit.error();
    if (!exit || !exit->has_value()) return false;
    hangs = hangs || std::holds_alternative<TimedOut>(**exit);
    return true;
  };
  if (!dies(cases)) {
    if (failed) return *failed;
    return std::optional<Finding>();
  }
  if (hangs) as_tried.deadline_policy = DeadlinePolicy::kShort;
  cases = Reduce(std::move(cases), dies, hangs ? kHangBudget : kExitBudget);
  Finding finding;
  finding.left = Run{};
  finding.right = quiet;
  finding.right.finalize = true;
  finding.original = finding.most_dramatic = cases.back();
  finding.prefix = Condensed(std::span(cases).first(cases.size() - 1));
  const SameFailure still = [&](std::span<const Case> some) {
    std::vector<bool> shows(some.size());
    for (std::size_t i = 0; i < some.size(); ++i) {
      if ((shows[i] = dies(CallsThen(finding.prefix, some[i])))) break;
    }
    return shows;
  };
  finding.smallest =
      lockstep::Shrink(cases.back(), probe.port(), still, hangs ? kHangBudget : kShrinkBudget)
          .smallest;
  cases = CallsThen(finding.prefix, finding.smallest);
  as_tried.deadline_policy = quiet.deadline_policy;
  const int rounds = hangs ? kHangRounds : kExitRounds;
  for (finding.of = 0; finding.of < rounds; ++finding.of) finding.confirmed += dies(cases) ? 1 : 0;
  auto exit = probe.Exit(quiet, cases);
  if (!exit || !exit->has_value()) return std::optional<Finding>();
  finding.violation.law = "value";
  finding.violation.blamed = run.implementation;
  finding.violation.difference = "crash";
  finding.violation.where = Path("exit");
  finding.violation.expected = "the interpreter ends";
  const auto* died = std::get_if<Died>(&**exit);
  finding.violation.actual =
      died == nullptr ? "the interpreter hangs at its end"
      : died->signal != 0
          ? "killed by signal " + std::to_string(died->signal) + " at interpreter exit"
          : "exit status " + std::to_string(died->exit_code) + " at interpreter exit";
  return std::optional(std::move(finding));
}

}  // namespace lockstep
