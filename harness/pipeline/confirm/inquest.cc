#include "harness/pipeline/confirm/inquest.h"

#include <fmt/format.h>

#include <utility>

#include "harness/model/law.h"
#include "harness/pipeline/callee.h"
#include "harness/pipeline/confirm/ladder.h"
#include "harness/pipeline/confirm/words.h"

namespace lockstep {
namespace {

constexpr int kObserved = 3;

constexpr const char* kMemory = "the memory that a worker may use";

// What a busy machine, or a limit of ours, can bring about; empty: nothing of the kind.
std::string WorldlyReason(const Outcome& outcome) {
  if (std::holds_alternative<TimedOut>(outcome)) return "a time-out";
  if (std::holds_alternative<Died>(outcome)) return "a process that ended";
  const auto* raised = std::get_if<Raised>(&outcome);
  return raised != nullptr && raised->exception.text == "builtins:MemoryError" ? kMemory : "";
}

std::string WorldlyReason(const Candidate& candidate) {
  if (candidate.key.types.find("MemoryError") != std::string::npos) return kMemory;
  if (!candidate.trial) return "";
  for (const Observation& seen : candidate.trial->observations)
    if (auto why = WorldlyReason(seen.outcome); !why.empty()) return why;
  return "";
}

std::string SpokenSetting(const Run& run) {
  std::string text =
      fmt::format("{} under hash seed {}", run.implementation == kNative ? "native" : "port",
                  run.knobs[Knob::kHashSeed]);
  for (const Knob knob : Between(Knobs(), run.knobs))
    if (knob != Knob::kHashSeed) text += ", " + Spoken(knob, run.knobs[knob]);
  if (run.order != 0) text += ", shuffled";
  if (run.access == Access::kPickled) text += ", behind pickle";
  return text;
}

}  // namespace

std::string WhereSeen(const Candidate& candidate) {
  constexpr std::size_t kBatch = kBatchCases;
  std::string text =
      fmt::format("unit {}, row {}: {}", candidate.unit, candidate.batch * kBatch + candidate.row,
                  SpokenSetting(candidate.left));
  if (candidate.left != candidate.right) text += "; " + SpokenSetting(candidate.right);
  return text;
}

Sighting SightingOf(const Port& port, const Candidate& candidate, const Unconfirmed& unconfirmed,
                    const std::string& came_to) {
  const auto& seen = candidate.violation;
  return {seen.law,        seen.difference,  CallText(CalleeOf(port.native), candidate.subject),
          seen.expected,   seen.actual,      WhereSeen(candidate),
          candidate.count, unconfirmed.seen, unconfirmed.of,
          came_to};
}

std::optional<Violated> Inquest::Difference(const Trial& trial) const {
  for (const auto& oracle : oracles_) {
    if (oracle->family() != "determinism") continue;
    for (const auto& verdict : oracle->Judge(trial, port_.contract))
      if (const auto* violated = std::get_if<Violated>(&verdict)) return *violated;
  }
  return std::nullopt;
}

Result<std::optional<Inquest::Answers>> Inquest::AnswersOf(const Candidate& candidate,
                                                           const Observation& seen,
                                                           Unconfirmed& unconfirmed) const {
  const Run quiet = Quiet(seen.setting);
  for (int i = 0; i < kObserved; ++i) {
    auto now = probe_.ObserveLast(quiet, {&candidate.subject, 1});
    if (!now) return now.error();
    ++unconfirmed.of;
    if (!WorldlyReason(now->outcome).empty()) continue;
    if (auto found = Difference({candidate.subject, {std::move(*now), seen}}))
      return std::optional(Answers{quiet, seen.setting, std::move(*found)});
  }
  return std::optional<Answers>();
}

Inquest::Ruling Inquest::Blame(const Candidate& candidate, const Answers& answers,
                               const Unconfirmed& unconfirmed) const {
  const bool again = candidate.key.law == "replay";
  if (VariesInWords(answers.difference, port_.contract)) return Words{answers.difference};
  Finding finding;
  finding.violation = answers.difference;
  finding.violation.law = again ? "replay" : "fresh-process";
  const bool one_process = port_.contract.scope == Scope::kProcess && !again;
  if (one_process || !port_.contract.Applies(finding.violation.law))
    return Undecided{"it does not differ each time, and of what varies no law was asked for"};
  finding.original = finding.smallest = finding.most_dramatic = candidate.subject;
  finding.off_domain = candidate.key.off_domain;
  finding.left = answers.usually;
  finding.right = Quiet(answers.once);
  finding.confirmed = static_cast<int>(unconfirmed.seen);
  finding.of = static_cast<int>(unconfirmed.of);
  finding.stable = false;
  finding.seen = fmt::format("{} where it is {} in other runs: {}", answers.difference.actual,
                             answers.difference.expected, WhereSeen(candidate));
  return finding;
}

Result<Inquest::Ruling> Inquest::On(const Candidate& candidate, Unconfirmed& unconfirmed) const {
  if (const auto why = WorldlyReason(candidate); !why.empty())
    return Ruling(Undecided{why + " may be the machine's doing, and did not come again"});
  if (candidate.trial)
    for (const Observation& seen : candidate.trial->observations) {
      auto answers = AnswersOf(candidate, seen, unconfirmed);
      if (!answers) return answers.error();
      if (*answers) return Blame(candidate, **answers, unconfirmed);
    }
  if (IsDeterminismLaw(candidate.key.law))
    return Blame(candidate, {Quiet(candidate.left), candidate.right, candidate.violation},
                 unconfirmed);
  return Ruling(Undecided{"it did not come again"});
}

}  // namespace lockstep
