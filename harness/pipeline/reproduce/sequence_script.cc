#include "harness/pipeline/reproduce/sequence_script.h"

#include <fmt/format.h>

#include <string_view>

#include "harness/pipeline/callee.h"
#include "harness/pipeline/reproduce/ambient_script.h"
#include "harness/pipeline/reproduce/filled.h"
#include "harness/pipeline/reproduce/pieces.h"

namespace lockstep {
namespace {

std::string Quoted(const std::string& text) { return ToPython(Value::Str(text)); }

std::string SequenceText(const Port& port, const Case& subject) {
  std::string lines;
  for (const auto& statement : StatementsOf(CalleeOf(port.native), subject))
    lines += statement + "\n";
  return lines;
}

std::string SequencesText(const Port& port, const Prefix& prefix, const Case& subject) {
  std::string sequences;
  for (const auto& [earlier, times] : prefix)
    sequences += fmt::format("({}, {}), ", Quoted(SequenceText(port, earlier)), times);
  return sequences + fmt::format("({}, 1)", Quoted(SequenceText(port, subject)));
}

// As the short script evaluates it: `o` is a name in it.
std::string Observed(const Port& port) {
  if (port.observe.empty()) return "None";
  return "eval(" + Quoted(port.observe) + ", names)";
}

// "step[3].pop.result" is about step 3 alone; nullopt: about all of it.
std::string StepIn(const Finding& finding) {
  constexpr std::string_view kStep = "step[";
  const std::string where = finding.violation.where.ToString();
  if (!where.starts_with(kStep)) return "None";
  return where.substr(kStep.size(), where.find(']') - kStep.size());
}

// None: the arguments are not what is told.
std::string WhetherBefore(Told told) {
  if (told == Told::kBefore) return "True";
  return told == Told::kAfter ? "False" : "None";
}

std::string Listed(const std::vector<std::string>& texts) {
  Value list = Value::Of(Value::Kind::kList, {});
  for (const auto& text : texts) list.items.push_back(Value::Str(text));
  return ToPython(list);
}

}  // namespace

std::optional<std::string> SequenceShortText(const Port& port, const Finding& finding,
                                             const std::string& native, const std::string& other) {
  const std::string where = finding.violation.where.ToString();
  const bool state = where.find(".state") != std::string::npos;
  const bool shows = state ? !port.observe.empty() : where.find(".result") != std::string::npos;
  const std::string sequence = SequenceText(port, finding.smallest);
  const bool literal = sequence.find_first_of("\\") == std::string::npos &&
                       sequence.find("'''") == std::string::npos;
  if (StepIn(finding) == "None" || !shows || where.find(".next()") != std::string::npos)
    return std::nullopt;
  return Filled(pieces::kShortSequence,
                {{"CLASS", CalleeOf(port.native)},
                 {"OTHER", CalleeOf(port.port)},
                 {"NATIVE", native},
                 {"PORT", other},
                 {"STEP", StepIn(finding)},
                 {"PART", state ? "state" : "result"},
                 {"OBSERVED", Observed(port)},
                 {"SEQUENCE", literal ? "'''\n" + sequence + "'''" : Quoted(sequence)}});
}

std::string SequenceSideText(const Port& port, const Prefix& prefix, const Finding& finding,
                             Told told, const std::string& show, const std::string& names) {
  const std::string repeats = std::to_string(told == Told::kAgain ? RepeatsOf(finding) - 1 : 0);
  return Filled(pieces::kSequence,
                {{"SHOW", show},
                 {"CLASS", Quoted(CalleeOf(port.native))},
                 {"STEP", StepIn(finding)},
                 {"PICKLED", told == Told::kPickled ? "True" : "False"},
                 {"BEFORE", WhetherBefore(told)},
                 {"REPEATS", repeats},
                 {"ATTRIBUTES", Listed(port.attributes.value_or(std::vector<std::string>()))},
                 {"RAISED", RaisedText(port, "type(error).__qualname__", "str(error)")}}) +
         Filled(pieces::kSequenceWatched,
                {{"SEQUENCES", SequencesText(port, prefix, finding.smallest)},
                 {"OBSERVE", port.observe.empty() ? "None" : Quoted(port.observe)},
                 {"NAMES", names},
                 {"LOOK", LookText(finding)},
                 {"BEHIND", BehindText(finding)}});
}

}  // namespace lockstep
