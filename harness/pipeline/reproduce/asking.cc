#include "harness/pipeline/reproduce/asking.h"

#include <fmt/format.h>

#include "harness/model/knob.h"
#include "harness/pipeline/reproduce/filled.h"
#include "harness/pipeline/reproduce/pieces.h"
#include "harness/pipeline/reproduce/script_literal.h"

namespace lockstep {
namespace {

// Of two processes, where they do not always differ.
constexpr int kScriptRounds = 12, kScriptClockRounds = 3;

// Two heaps may be alike by chance.
bool IsOfLayout(const Finding& finding) {
  return finding.left.knobs[Knob::kLayout] != finding.right.knobs[Knob::kLayout];
}

}  // namespace

std::string Asking::Twice() const {
  const bool clock = finding_.cause && finding_.cause->knob == kClockKnob;
  const std::string left = Asked(left_, finding_.left, "CALL");
  const std::string right = Asked(right_, finding_.right, same_code_ ? "CALL" : "OTHER");
  if (!clock && !Wavers(finding_) && !IsOfLayout(finding_))
    return Filled(pieces::kAskedOnce, {{"LEFT", left}, {"RIGHT", right}});
  return Filled(pieces::kAskedAgain,
                {{"ROUNDS", std::to_string(clock ? kScriptClockRounds : kScriptRounds)},
                 {"LEFT", left},
                 {"WAIT", clock ? "time.sleep(1.1)" : ""},
                 {"RIGHT", right}});
}

std::string Asking::OfOne() const {
  return Filled(pieces::kAskedOne, {{"RIGHT", Asked(right_, finding_.right, "CALL")}});
}

std::string Asking::Asked(const Side& side, const Run& run, const char* code) const {
  const std::string more = VariablesOf(run);
  return fmt::format("{}, {}, {}, {}{}", QuotedPlain(side.python), QuotedPlain(side.name),
                     side.hash_seed, code, more.empty() ? "" : ", **{" + more + "}");
}

// Of the knobs that the two sides have turned differently, and of those turned on both.
std::string Asking::VariablesOf(const Run& run) const {
  std::string text;
  for (const auto& facts : KnobTable()) {
    const bool turned =
        finding_.left.knobs[facts.knob] != 0 || finding_.right.knobs[facts.knob] != 0;
    if (!turned || facts.variable.empty() || facts.knob == Knob::kHashSeed) continue;
    const std::string value = ValueOf(facts.knob, run.knobs[facts.knob]);
    text += (text.empty() ? "" : ", ") + QuotedPlain(std::string(facts.variable)) + ": " +
            (value.empty() ? "None" : QuotedPlain(value));
  }
  return text;
}

}  // namespace lockstep
