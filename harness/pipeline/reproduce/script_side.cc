#include "harness/pipeline/reproduce/script_side.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>

#include "harness/model/law.h"
#include "harness/pipeline/reproduce/ambient_script.h"
#include "harness/pipeline/reproduce/filled.h"
#include "harness/pipeline/reproduce/pieces.h"
#include "harness/pipeline/reproduce/script_calls.h"
#include "harness/pipeline/reproduce/script_elsewhere.h"
#include "harness/pipeline/reproduce/sequence_script.h"

namespace lockstep {
namespace {

std::string ToldText(Told told, const Finding& finding) {
  switch (told) {
    case Told::kOutcome:
    case Told::kReadOnly:
      return std::string(pieces::kToldOutcome);
    case Told::kArguments:
      return std::string(pieces::kToldArguments);
    case Told::kBefore:
      return std::string(pieces::kToldBefore);
    case Told::kAfter:
      return std::string(pieces::kToldAfter);
    case Told::kPlain:
      return Filled(pieces::kToldCarried, {{"CARRIED", "value"}});
    case Told::kPickled:
      return Filled(pieces::kToldCarried, {{"CARRIED", "pickle.loads(pickle.dumps(value, 4))"}});
    case Told::kAgain:
      return Filled(pieces::kToldAgain, {{"TIMES", std::to_string(RepeatsOf(finding))}});
    case Told::kEverything:
      break;
  }
  return Filled(pieces::kToldEverything, {{"BEHIND", BehindText(finding)}});
}

// What a side calls: the object itself, unless translations or a law stand between.
std::string FunctionText(const Port& port) {
  if (!port.IsTranslated()) return "load(sys.argv[1])";
  return fmt::format(
      "__import__(\"lockstep.sides\").sides.side(sys.argv[1], sys.argv[2], \"{}\", \"{}\".split(), "
      "\"{}\".split(), \"{}\", {})",
      port.law, fmt::join(port.mappings, " "), fmt::join(port.contract.subset, " "), port.native,
      port.stateful ? "True" : "False");
}

std::string Loading(const Port& port) {
  return Filled(pieces::kLoad, {{"FUNCTION", FunctionText(port)}});
}

// What is told of a class's types where they are what differs.
bool AreTypesApart(const Finding& finding) {
  return finding.signature.law == "type" || Tells(finding, "another class of the name");
}

std::string ShowText(const Finding& finding) {
  return std::string(pieces::kShow) +
         std::string(AreTypesApart(finding) ? pieces::kTypesApart : std::string_view());
}

}  // namespace

std::string RaisedText(const Port& port, const std::string& type, const std::string& message) {
  const bool counts = port.contract.exceptions == ExceptionPolicy::kTypeAndMessage;
  return type + (counts ? " + \": \" + ascii(" + message + ")" : "");
}

bool Tells(const Finding& finding, std::string_view what) {
  return finding.violation.expected.find(what) != std::string::npos ||
         finding.violation.actual.find(what) != std::string::npos;
}

bool Wavers(const Finding& finding) {
  return IsDeterminismLaw(finding.signature.law) &&
         (!finding.stable || finding.confirmed < finding.of);
}

int RepeatsOf(const Finding& finding) {
  constexpr int kTwice = 2, kMany = 20000;
  return Wavers(finding) ? kMany : kTwice;
}

std::string SideText(const Port& port, const Prefix& prefix, const Finding& finding, Told told) {
  const std::string show = ShowText(finding), names = NamesText(prefix, finding.smallest);
  if (port.stateful)
    return Loading(port) + SequenceSideText(port, prefix, finding, told, show, names);
  const std::string type =
      AreTypesApart(finding) ? "named(type(error))" : "type(error).__qualname__";
  const bool locked = told == Told::kReadOnly;
  return Loading(port) + show + (locked ? std::string(pieces::kLocked) : "") +
         Filled(pieces::kObserve, {{"NAMES", names},
                                   {"LOOK", LookText(finding)},
                                   {"ARGS", locked ? "locked(args)" : "args"},
                                   {"KWARGS", locked ? "locked(kwargs)" : "kwargs"},
                                   {"RAISED", RaisedText(port, type, "str(error)")},
                                   {"EARLIER", EarlierCalls(prefix)},
                                   {"CALL", CallText("call", finding.smallest)}}) +
         ToldText(told, finding);
}

std::string ElsewhereText(const Port& port, const Prefix& prefix, const Finding& finding,
                          Told told) {
  return std::string(pieces::kElsewhereImports) + std::string(pieces::kShow) +
         TellingSide(
             port, prefix, finding.smallest,
             told == Told::kArguments ? "\"arguments after:\", show([*seen[0]])" : "outcome");
}

}  // namespace lockstep
