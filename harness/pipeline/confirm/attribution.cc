#include "harness/pipeline/confirm/attribution.h"

#include <algorithm>
#include <utility>

namespace lockstep {
namespace {

constexpr int kKnobRounds = 5;
// What an interpreter draws at its import may be one of few values: one that is started anew, with
// and without the knob, is asked so often.
constexpr std::uint32_t kInterpreters = 3;
constexpr std::string_view kNewProcess = "fresh-process";

Run Anew(Run run, std::uint32_t interpreter) {
  run.knobs[Knob::kInterpreter] = interpreter;
  return run;
}

// Knobs of several laws that are turned together are another process.
std::string_view LawOf(const std::vector<Knob>& knobs) {
  const auto law = FactsOf(knobs.front()).law;
  const bool one = std::ranges::all_of(knobs, [&](Knob knob) { return FactsOf(knob).law == law; });
  return one ? law : kNewProcess;
}

}  // namespace

Diagnosis Attribution::Named(const std::vector<Knob>& knobs, const Run& right, int seen) const {
  return {std::string(LawOf(knobs)), left_, right, {}, Spoken(knobs), seen, kKnobRounds};
}

Attribution::Answer Attribution::ProcessNumber() const {
  Run other = left_;
  other.knobs[Knob::kProcessNumber] = FactsOf(Knob::kProcessNumber).other;
  auto differs = alone_.Differs(left_, other);
  if (!differs) return differs.error();
  if (!*differs) return std::optional<Diagnosis>();
  auto seen = alone_.Differences(left_, other, kKnobRounds);
  if (!seen) return seen.error();
  if (*seen < kKnobRounds) return std::optional<Diagnosis>();
  return std::optional(Named({Knob::kProcessNumber}, other, *seen));
}

// Its processes run before it is compared: what follows the clock must not be taken for what was
// made at the import.
Attribution::Answer Attribution::NewInterpreter() const {
  for (std::uint32_t i = 1; i <= kInterpreters; ++i) {
    const Run other = Anew(left_, i);
    if (auto started = alone_.In(other); !started) return started.error();
    auto differs = alone_.Differs(left_, other);
    if (!differs) return differs.error();
    if (!*differs) continue;
    auto seen = alone_.Differences(left_, other, kKnobRounds);
    if (!seen) return seen.error();
    if (*seen == kKnobRounds) return std::optional(Named({Knob::kInterpreter}, other, *seen));
  }
  return std::optional<Diagnosis>();
}

Run Attribution::With(const std::vector<Knob>& knobs) const {
  Run turned = left_;
  for (const Knob knob : knobs) turned.knobs[knob] = right_.knobs[knob];
  return turned;
}

Result<std::vector<Knob>> Attribution::Needed(std::vector<Knob> knobs) const {
  for (const Knob knob : std::vector(knobs)) {
    std::vector<Knob> fewer = knobs;
    std::erase(fewer, knob);
    auto seen = alone_.Differences(left_, With(fewer), kKnobRounds);
    if (!seen) return seen.error();
    if (*seen == kKnobRounds) knobs = std::move(fewer);
  }
  return knobs;
}

Attribution::Answer Attribution::Turned(const std::vector<Knob>& knobs) const {
  const Run turned = With(knobs);
  auto seen = alone_.Differences(left_, turned, kKnobRounds);
  if (!seen) return seen.error();
  if (*seen == 0) return std::optional<Diagnosis>();
  for (std::uint32_t i = 1; i <= kInterpreters; ++i) {
    auto differs = alone_.Differs(left_, Anew(turned, i));
    if (!differs) return differs.error();
    if (!*differs) return std::optional<Diagnosis>();
  }
  return std::optional(Named(knobs, turned, *seen));
}

// An address moves with the hash seed too, for what is in the heap before it does: the layout is
// asked first.
Attribution::Answer Attribution::Diagnose() const {
  if (left_ == right_) return std::optional<Diagnosis>();
  auto all = alone_.Differences(left_, right_, kKnobRounds);
  if (!all) return all.error();
  if (*all == 0) return std::optional<Diagnosis>();
  auto anew = NewInterpreter();
  if (!anew || anew->has_value()) return anew;
  const auto knobs = Between(left_.knobs, right_.knobs);
  for (const Knob knob : knobs) {
    auto named = Turned({knob});
    if (!named || named->has_value()) return named;
  }
  if (knobs.size() > 1) {
    const auto needed = Needed(knobs);
    if (!needed) return needed.error();
    auto named = Turned(*needed);
    if (!named || named->has_value()) return named;
  }
  return std::optional(
      Diagnosis{std::string(kNewProcess), left_, right_, {}, kChance, *all, kKnobRounds});
}

}  // namespace lockstep
