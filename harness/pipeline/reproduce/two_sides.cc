#include "harness/pipeline/reproduce/two_sides.h"

#include <fmt/format.h>

#include <utility>

#include "harness/model/law.h"

namespace lockstep {

Side SideOf(const Port& port, const Run& run, std::string_view when) {
  const bool native = run.implementation == kNative;
  std::string called = native ? port.native : port.port;
  std::string name = native || port.LivesElsewhere() ? port.native : port.port;
  if (port.IsTranslated()) name += native ? " native" : " port";
  std::string label = native ? "native" : "port";
  if (IsOfShipping(port.law)) {
    name = port.port + (native ? " native" : " port");
    label = native ? "port as imported" : "port as shipped";
  }
  return {fmt::format("{}{}", label, when), std::move(called), std::move(name),
          native ? port.python : port.port_python, run.knobs[Knob::kHashSeed]};
}

Telling TellingOf(const Port& port, const Finding& finding) {
  const auto& law = finding.signature.law;
  if (finding.right.knobs[Knob::kReadOnly] != 0) {
    const std::string_view when = " with read-only arguments";
    const bool both = finding.left.knobs == finding.right.knobs;
    return {both ? when : "", when, both ? Told::kReadOnly : Told::kOutcome, Told::kReadOnly};
  }
  if (law == "input-immutability")
    return {" before the call", " after the call", Told::kBefore, Told::kAfter};
  if (law == "round-trip") return {"", " behind pickle", Told::kPlain, Told::kPickled};
  if (law == "replay" && !port.LivesElsewhere())
    return {" first", " again", Told::kAgain, Told::kAgain};
  const Told told = !port.LivesElsewhere() ? Told::kEverything
                    : law == "arguments"   ? Told::kArguments
                                           : Told::kOutcome;
  if (finding.left.implementation != finding.right.implementation) return {"", "", told, told};
  if (law == "history") return {" alone", " after the earlier calls", told, told};
  if (law == "replay") return {" first", " again", told, told};
  return {" first", " elsewhere", told, told};
}

}  // namespace lockstep
