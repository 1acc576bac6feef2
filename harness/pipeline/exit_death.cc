#include "harness/pipeline/exit_death.h"

#include "fuzzers/shrinker.h"
#include "harness/pipeline/ladder.h"
#include "harness/pipeline/reduce.h"

namespace lockstep {
namespace {

constexpr int kRounds = 5;
constexpr std::size_t kExitBudget = 150, kShrinkBudget = 256;

}  // namespace

Result<std::optional<Finding>> ExitDeath(const Probe& probe, const Setting& setting,
                                         std::vector<Case> cases) {
  const Setting quiet = Ladder::Quiet(setting);
  std::optional<Error> failed;
  const Shows dies = [&](std::span<const Case> some) {
    auto exit = probe.Exit(quiet, some);
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
  finding.prefix = Condensed(std::span(cases).first(cases.size() - 1));
  const SameFailure still = [&](std::span<const Case> some) {
    std::vector<bool> shows(some.size());
    for (std::size_t i = 0; i < some.size(); ++i) {
      if ((shows[i] = dies(CallsThen(finding.prefix, some[i])))) break;
    }
    return shows;
  };
  finding.smallest = lockstep::Shrink(cases.back(), probe.port(), still, kShrinkBudget).smallest;
  cases = CallsThen(finding.prefix, finding.smallest);
  for (finding.of = 0; finding.of < kRounds; ++finding.of) finding.confirmed += dies(cases) ? 1 : 0;
  auto exit = probe.Exit(quiet, cases);
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
  return std::optional(std::move(finding));
}

}  // namespace lockstep
