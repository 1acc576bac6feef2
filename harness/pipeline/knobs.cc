#include "harness/pipeline/knobs.h"

#include <utility>

namespace lockstep {
namespace {

constexpr int kKnobRounds = 5;
// What an interpreter draws at its import may be one of few values: one that is started anew, with
// and without the knob, is asked so often.
constexpr std::uint32_t kInterpreters = 3;
constexpr std::uint32_t kOtherNumber = 30011;

Setting Anew(Setting setting, std::uint32_t interpreter) {
  setting.interpreter = interpreter;
  return setting;
}

Diagnosis DiagnosisOf(const Setting& left, const Setting& right, const char* knob, int seen) {
  return {"fresh-process", left, right, {}, knob, seen, kKnobRounds};
}

}  // namespace

Knobs::Answer Knobs::ProcessNumber() const {
  Setting other = left_;
  other.process_number = kOtherNumber;
  auto differs = alone_.Differs(left_, other);
  if (!differs) return differs.error();
  if (!*differs) return std::optional<Diagnosis>();
  auto seen = alone_.Differences(left_, other, kKnobRounds);
  if (!seen) return seen.error();
  if (*seen < kKnobRounds) return std::optional<Diagnosis>();
  return std::optional(DiagnosisOf(left_, other, "the process id", *seen));
}

// Its processes run before it is compared: what follows the clock must not be taken for what was
// made at the import.
Knobs::Answer Knobs::NewInterpreter() const {
  for (std::uint32_t i = 1; i <= kInterpreters; ++i) {
    const Setting other = Anew(left_, i);
    if (auto started = alone_.In(other); !started) return started.error();
    auto differs = alone_.Differs(left_, other);
    if (!differs) return differs.error();
    if (!*differs) continue;
    auto seen = alone_.Differences(left_, other, kKnobRounds);
    if (!seen) return seen.error();
    if (*seen == kKnobRounds)
      return std::optional(DiagnosisOf(left_, other, kNewInterpreterKnob, *seen));
  }
  return std::optional<Diagnosis>();
}

Knobs::Answer Knobs::TurnedAlone(const Setting& turned, const char* name) const {
  if (turned == left_) return std::optional<Diagnosis>();
  auto seen = alone_.Differences(left_, turned, kKnobRounds);
  if (!seen) return seen.error();
  if (*seen == 0) return std::optional<Diagnosis>();
  for (std::uint32_t i = 1; i <= kInterpreters; ++i) {
    auto differs = alone_.Differs(left_, Anew(turned, i));
    if (!differs) return differs.error();
    if (!*differs) return std::optional<Diagnosis>();
  }
  return std::optional(DiagnosisOf(left_, turned, name, *seen));
}

// An address moves with the hash seed too, for what is in the heap before it does: the layout is
// asked first.
Knobs::Answer Knobs::Diagnose() const {
  if (left_ == right_) return std::optional<Diagnosis>();
  auto both = alone_.Differences(left_, right_, kKnobRounds);
  if (!both) return both.error();
  if (*both == 0) return std::optional<Diagnosis>();
  Setting hash_seed = left_, layout = left_;
  hash_seed.hash_seed = right_.hash_seed;
  layout.layout = right_.layout;
  auto anew = NewInterpreter();
  if (!anew || anew->has_value()) return anew;
  for (const auto& [setting, knob] :
       {std::pair(layout, "heap layout"), std::pair(hash_seed, "PYTHONHASHSEED"),
        std::pair(right_, "PYTHONHASHSEED and heap layout")}) {
    auto named = TurnedAlone(setting, knob);
    if (!named || named->has_value()) return named;
  }
  return std::optional(DiagnosisOf(left_, right_, kChance, *both));
}

}  // namespace lockstep
