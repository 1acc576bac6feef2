#include "harness/cli/outcome_text.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

#include "harness/model/played.h"

namespace lockstep {
namespace {

constexpr std::size_t kLongestShown = 2000;

struct Words {
  std::string operator()(const Returned& outcome) const {
    return "returned " + ToPython(outcome.value);
  }
  std::string operator()(const Raised& outcome) const {
    const Value& exception = outcome.exception;
    const bool whole = exception.items.size() == 7;
    const std::string message = whole ? exception.items.back().text : std::string();
    return fmt::format("raised {}{}{}", exception.text, message.empty() ? "" : ": ", message);
  }
  std::string operator()(const Died& outcome) const {
    const std::string how = outcome.signal
                                ? fmt::format("killed by signal {}", outcome.signal)
                                : fmt::format("exited with status {}", outcome.exit_code);
    return "died: " + how + (outcome.last_words.empty() ? "" : "; " + outcome.last_words);
  }
  std::string operator()(const TimedOut& outcome) const {
    return "did not end within " + outcome.limit;
  }
  std::string operator()(const Unencodable& outcome) const {
    return (outcome.unmade ? "cannot be made: " : "gave what cannot be encoded: ") + outcome.reason;
  }
};

std::string Line(std::string_view left, std::string text) {
  for (char& byte : text)
    if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) byte = ' ';
  if (text.size() > kLongestShown) text = text.substr(0, kLongestShown) + " ...";
  return fmt::format("  {:<8} {}\n", left, text);
}

std::string Where(const Setting& setting) {
  std::string text = fmt::format("hash seed {}", setting.knobs[Knob::kHashSeed]);
  for (const Knob knob : Between(Knobs(), setting.knobs))
    if (knob != Knob::kHashSeed) text += ", " + Spoken(knob, setting.knobs[knob]);
  if (setting.order) text += ", shuffled";
  if (setting.access == Access::kPickled) text += ", through pickle";
  return text;
}

// A line for each step of a sequence, with the states after it.
std::string Steps(const std::vector<PlayedStep>& played) {
  std::string text;
  for (std::size_t i = 0; i < played.size(); ++i) {
    const PlayedStep& step = played[i];
    std::string line =
        fmt::format("{} {}: {}", i, step.operation.empty() ? "__init__" : step.operation,
                    step.outcome ? ToText(*step.outcome) : std::string("nothing was looked at"));
    for (const auto& state : step.states)
      if (state) line += "; state: " + ToText(*state);
    text += Line("step", line);
  }
  return text;
}

}  // namespace

std::string ToText(const Outcome& outcome) { return std::visit(Words(), outcome); }

std::string ToText(const Observation& observation, const Claim& claim) {
  const bool native = observation.setting.implementation == kNative;
  const Effects& effects = observation.effects;
  std::string text =
      Line(native ? "native" : "port",
           fmt::format("{} ({})", native ? claim.native : claim.port, Where(observation.setting)));
  const auto played = claim.declared.stateful ? PlayedOf(observation.outcome) : std::nullopt;
  text += played ? Steps(*played) : Line("", ToText(observation.outcome));
  if (effects.arguments_after.kind != Value::Kind::kNone)
    text += Line("", "left its arguments as " + ToPython(effects.arguments_after));
  for (const std::string& alias : effects.aliases) text += Line("", "aliasing: " + alias);
  for (const std::string& warning : effects.warnings) text += Line("", "warned: " + warning);
  if (!effects.output.empty()) text += Line("", "wrote: " + effects.output);
  return text;
}

}  // namespace lockstep
