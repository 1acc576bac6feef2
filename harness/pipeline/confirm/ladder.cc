#include "harness/pipeline/confirm/ladder.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "harness/pipeline/confirm/attribution.h"
#include "harness/pipeline/confirm/short_history.h"
#include "oracles/repeats.h"

namespace lockstep {
namespace {

constexpr int kLadderRounds = 5, kClockRounds = 2;
constexpr std::size_t kHistoryBudget = 120;
constexpr std::size_t kFlickerRepeats = 200;

Run Repeating(Run run) {
  run.replay_every = 1;
  return run;
}

std::vector<Case> Then(std::span<const Case> prefix, const Case& subject) {
  std::vector<Case> calls(prefix.begin(), prefix.end());
  calls.push_back(subject);
  return calls;
}

}  // namespace

Ladder::Rung Ladder::Replay() const {
  int seen = 0;
  for (int round = 0; round < kLadderRounds; ++round) {
    auto cell = alone_.In(Repeating(left_));
    if (!cell) return cell.error();
    if (cell->Has(Cell::kReplayDiffers)) ++seen;
    if (round == 0 && seen == 0) return std::optional<Diagnosis>();
  }
  return std::optional(Diagnosis{"replay",
                                 Repeating(left_),
                                 Repeating(left_),
                                 {},
                                 "called twice in a row",
                                 seen,
                                 kLadderRounds});
}

Ladder::Rung Ladder::FreshProcess() const {
  auto seen = alone_.Differences(left_, left_, kLadderRounds);
  if (!seen) return seen.error();
  if (*seen == 0) return std::optional<Diagnosis>();
  const char* knob = *seen == kLadderRounds ? "a new process" : kChance;
  return std::optional(Diagnosis{"fresh-process", left_, left_, {}, knob, *seen, kLadderRounds});
}

// Two processes that run side by side see the same second: what holds it has not been asked yet. A
// clock that is read in longer steps need not have moved on each time.
Ladder::Rung Ladder::Clock() const {
  constexpr std::chrono::milliseconds kNextSecond{1050};
  auto first = alone_.In(left_);
  if (!first) return first.error();
  int seen = 0, round = 0;
  while (round < kClockRounds || (seen == 1 && round < 2 * kClockRounds)) {
    std::this_thread::sleep_for(kNextSecond);
    auto later = alone_.In(left_);
    if (!later) return later.error();
    seen += alone_.Differ(*first, *later) ? 1 : 0;
    first = std::move(later);
    if (++round == 1 && seen == 0) break;
  }
  if (seen < kClockRounds) return std::optional<Diagnosis>();
  return std::optional(Diagnosis{"fresh-process", left_, left_, {}, kClockKnob, seen, round});
}

std::optional<Prefix> Ladder::Counted(const Run& run, const Cell& alone, std::size_t most) const {
  const auto cells = alone_.Repeated(run, most + 1);
  if (!cells) return std::nullopt;
  const auto other = std::find_if(cells->begin() + 1, cells->end(),
                                  [&](const Cell& cell) { return alone_.Differ(alone, cell); });
  if (other == cells->end()) return std::nullopt;
  return Prefix{{subject_, static_cast<std::uint64_t>(other - cells->begin())}};
}

Ladder::Rung Ladder::History(const Run& run, const CallsBefore& calls_before,
                             const Run& as_run) const {
  auto alone = alone_.In(run);
  if (!alone) return alone.error();
  std::optional<Error> failed;
  const auto shows = [&](std::span<const Case> prefix) {
    if (should_stop_()) return false;
    auto cell = probe_.CellOfLast(run, Then(prefix, subject_));
    if (!cell) failed = cell.error();
    return cell && alone_.Differ(*alone, *cell);
  };
  auto calls = calls_before(as_run);
  if (calls.empty() || !shows(calls)) {
    if (failed) return *failed;
    return std::optional<Diagnosis>();
  }
  const auto counted = Counted(run, *alone, calls.size());
  Prefix prefix = counted && shows(CallsOf(*counted))
                      ? *counted
                      : ShortHistory(std::move(calls), subject_, shows, kHistoryBudget);
  calls = CallsOf(prefix);
  int seen = 0;
  for (int round = 0; round < kLadderRounds; ++round) seen += shows(calls) ? 1 : 0;
  if (failed) return *failed;
  if (seen <= kLadderRounds / 2) return std::optional<Diagnosis>();  // the calls before are not why
  return std::optional(
      Diagnosis{"history", run, run, std::move(prefix), "earlier calls", seen, kLadderRounds});
}

// Rare: many calls in one process, any of which may differ from the first.
Ladder::Rung Ladder::Flicker() const {
  auto cells = alone_.Repeated(left_, kFlickerRepeats);
  if (!cells) return cells.error();
  const auto differing = std::count_if(cells->begin(), cells->end(), [&](const Cell& cell) {
    return alone_.Differ(cells->front(), cell);
  });
  if (differing == 0) return std::optional<Diagnosis>();
  return std::optional(Diagnosis{"replay",
                                 Repeating(left_),
                                 Repeating(left_),
                                 {},
                                 kAgainKnob,
                                 static_cast<int>(differing),
                                 static_cast<int>(kFlickerRepeats)});
}

Result<bool> Ladder::MerelySlow() const {
  // Well below what a case is given where many run out of time.
  constexpr std::chrono::nanoseconds kSlow = std::chrono::milliseconds(20);
  bool slow = false;
  int endless = 0;
  for (Run run : {left_, right_}) {
    run.deadline_policy = DeadlinePolicy::kLong;
    auto cell = alone_.In(run);
    if (!cell) return cell.error();
    const bool ends = cell->kind != Cell::Kind::kTimedOut;
    endless += ends ? 0 : 1;
    slow = slow || (ends && std::chrono::nanoseconds(cell->ticks) >= kSlow);
  }
  return endless == 0 ? slow : endless == 2;
}

Result<std::optional<Diagnosis>> Ladder::Climb(const CallsBefore& calls_before) const {
  const Attribution attribution(alone_, left_, right_);
  const std::function<Rung()> rungs[] = {
      [&] { return Replay(); },
      [&] { return FreshProcess(); },
      [&] { return attribution.ProcessNumber(); },
      [&] { return attribution.Diagnose(); },
      [&] { return Clock(); },
      [&] { return History(left_, calls_before, left_as_run_); },
      [&] { return History(right_, calls_before, right_as_run_); },
      [&] { return Flicker(); },
  };
  for (const auto& rung : rungs) {
    if (should_stop_()) break;
    auto diagnosis = rung();
    if (!diagnosis || diagnosis->has_value()) return diagnosis;
  }
  return std::optional<Diagnosis>();
}

Result<std::vector<bool>> Ladder::StillShows(const Probe& probe, const Diagnosis& diagnosis,
                                             std::span<const Case> subjects) {
  const Contract& contract = probe.port().contract;
  std::vector<bool> shows(subjects.size());
  if (diagnosis.law == "history") {
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      auto alone = probe.CellOfLast(diagnosis.left, {&subjects[i], 1});
      if (!alone) return alone.error();
      auto after = probe.CellOfLast(diagnosis.right, CallsThen(diagnosis.prefix, subjects[i]));
      if (!after) return after.error();
      shows[i] = OutcomesDiffer(*alone, *after, contract);
      if (shows[i]) break;  // only the first is used
    }
    return shows;
  }
  auto left = probe.Cells(diagnosis.left, subjects);
  if (!left) return left.error();
  if (diagnosis.law == "replay") {
    for (std::size_t i = 0; i < subjects.size(); ++i)
      shows[i] = (*left)[i].Has(Cell::kReplayDiffers);
    return shows;
  }
  auto right = probe.Cells(diagnosis.right, subjects);
  if (!right) return right.error();
  for (std::size_t i = 0; i < subjects.size(); ++i)
    shows[i] = OutcomesDiffer((*left)[i], (*right)[i], contract);
  return shows;
}

}  // namespace lockstep
