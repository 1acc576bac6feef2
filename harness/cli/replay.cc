// lockstep replay: one stored case again, both sides shown.
#include <memory>
#include <ostream>

#include "harness/cli/commands.h"
#include "harness/cli/option.h"
#include "harness/cli/outcome_text.h"
#include "harness/cli/stop_signal.h"
#include "harness/cli/stored_finding.h"
#include "harness/pipeline/check.h"
#include "harness/pipeline/real_workshop.h"

namespace lockstep {
namespace {

constexpr const char* kReplayFooter =
    R"(Examples:
  lockstep replay 3f9a1c204b7e
  lockstep replay .lockstep/corpus/0a41d2.json --manifest tests/lockstep.toml

Exit status: 0 the law holds now, 1 it is broken; 2, 3, 4 and 130 as for check.
)";

const Violated* FirstViolated(const Replayed& replayed) {
  for (const Verdict& verdict : replayed.verdicts)
    if (const auto* violated = std::get_if<Violated>(&verdict)) return violated;
  return nullptr;
}

bool IsUndecided(const Replayed& replayed) {
  for (const Verdict& verdict : replayed.verdicts)
    if (std::holds_alternative<Undecided>(verdict)) return true;
  return false;
}

void PrintVerdict(const Replayed& replayed, const Surroundings& surroundings) {
  const auto& style = surroundings.out_style;
  if (const Violated* violated = FirstViolated(replayed)) {
    surroundings.out << style.In("1;31", violated->law + " is broken") << " at "
                     << violated->where.ToString() << ": expected " << violated->expected
                     << ", got " << violated->actual << '\n';
  } else if (IsUndecided(replayed)) {
    surroundings.out << style.In("1;33", "undecided") << '\n';
  } else {
    surroundings.out << style.In("1;32", "no difference") << '\n';
  }
}

ExitStatus StatusOf(const Replayed& replayed) {
  if (FirstViolated(replayed)) return ExitStatus::kFindings;
  return IsUndecided(replayed) ? ExitStatus::kInconclusive : ExitStatus::kHolds;
}

ExitStatus Show(const StoredFinding& found, const Surroundings& surroundings) {
  const auto replayed = Replay(found.claim, found.stored, RealWorkshop());
  if (!replayed)
    return StopRequested() ? ExitStatus::kInterrupted : Fail(surroundings, replayed.error());
  surroundings.out << (replayed->call.empty() ? found.stored.call : replayed->call) << '\n';
  for (const Observation& observation : replayed->trial.observations)
    surroundings.out << ToText(observation, found.claim);
  PrintVerdict(*replayed, surroundings);
  if (!replayed->script.empty()) surroundings.out << '\n' << replayed->script;
  surroundings.out << std::flush;
  return StatusOf(*replayed);
}

}  // namespace

Action AddReplay(CLI::App& program) {
  CLI::App& command = AddCommand(program, "replay", "run one stored case again and show both sides",
                                 {"replay FINDING-ID|FILE [options]", kReplayFooter});
  const auto options = std::make_shared<StoredOptions>();
  AddStoredOptions(command, *options);
  return [options](const Surroundings& surroundings) {
    const auto found = FindStored(*options, surroundings.directory);
    return found ? Show(*found, surroundings) : Fail(surroundings, found.error());
  };
}

}  // namespace lockstep
