#include "harness/pipeline/weighing.h"

#include <fmt/format.h>

#include <algorithm>

#include "fuzzers/source.h"
#include "harness/model/law.h"
#include "harness/pipeline/bound.h"

namespace lockstep {
namespace {

// Of the cases that a law might have been checked on, so many have to be: fewer are undecided.
constexpr std::uint64_t kShareDivisor = 2;
constexpr std::uint64_t kFewCases = 16;  // cases of which nothing follows

double Percent(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

// Rounded down: what is not all is not called 100 %.
std::string Share(std::uint64_t part, std::uint64_t whole) {
  return fmt::format("{} %", static_cast<int>(Percent(part, whole)));
}

std::string WhyTooFew(const LawSummary& law, const UnitResult& sum) {
  std::string why = fmt::format("{} of {} cases were compared", law.checked, law.offered);
  if (sum.unencodable > 0) why += "; results without encoding want a codec for their class";
  return why;
}

// In the same interpreter, what one side can make and the other cannot is a difference that nobody
// looked into.
std::string WhyUnmade(const LawSummary& law, const UnitResult& sum) {
  return fmt::format("{} of {} cases cannot be made on the port's side: {}", law.unmade,
                     law.offered, sum.testimony.why_unmade);
}

bool SameInterpreter(const Port& port) {
  return port.kind == Port::Kind::kFunction && port.law.empty() && port.python == port.port_python;
}

void Decide(const Port& port, const UnitResult& sum, const std::string& name, LawSummary& law) {
  if (law.verdict != "holds") {
    if (name == "round-trip" && law.offered == 0 && law.unmade > 0)
      law = {"exempt", "none of the arguments can be pickled", 0, 0};
    return;
  }
  const Law* known = FindLaw(name);
  const bool across = known != nullptr && known->family == "equivalence";
  if (law.checked * kShareDivisor < law.offered)
    law.why = WhyTooFew(law, sum);
  else if (across && law.unmade > 0 && SameInterpreter(port))
    law.why = WhyUnmade(law, sum);
  else
    return;
  law.verdict = "undecided";
}

// What the verdict is about: the comparison with the port, or else of native's runs.
LawSummary AboutWhich(const PortReport& report) {
  LawSummary port, all;
  for (const auto& [name, law] : report.laws) {
    const Law* known = FindLaw(name);
    const bool alone = known == nullptr || known->family == "determinism" ||
                       known->family == "marshalling" || known->family == "purity";
    if (name != "round-trip" && law.checked >= all.checked) all = law;
    if (!alone && law.checked >= port.checked) port = law;
  }
  return port.checked > 0 ? port : all;
}

void WeighShares(const Port& port, const UnitResult& sum, PortReport& report) {
  Evidence& evidence = report.evidence;
  const auto weak = [&](std::string why) { evidence.weak.push_back(std::move(why)); };
  const std::uint64_t ended = evidence.returned + evidence.raised;
  const std::uint64_t domain = report.cases - report.off_domain;
  if (ended >= kFewCases && evidence.raised * 10 > ended * 9)
    weak(Share(evidence.raised, ended) + " of the calls raise");
  if (sum.testimony.played >= kFewCases && sum.testimony.abortive * 10 > sum.testimony.played * 9)
    weak(Share(sum.testimony.abortive, sum.testimony.played) +
         " of the instances cannot be made: the constructor raises");
  if (evidence.returned >= kFewCases && evidence.results == 1 && report.distinct >= kFewCases &&
      !port.parameters.empty())
    weak("every call that returns gives the same");
  if (domain >= kFewCases && evidence.left_out * 100 > domain * 99)
    weak("`assume` leaves out " + Share(evidence.left_out, domain) + " of the cases");
  const LawSummary law = AboutWhich(report);
  if (law.offered >= kFewCases && law.checked * 10 < law.offered * 9)
    weak(Share(law.checked, law.offered) + " of the cases were compared");
}

void WeighReach(Evidence& evidence) {
  constexpr std::uint32_t kFewLines = 4;
  const auto& reach = evidence.port ? evidence.port : evidence.native;
  if (!reach || reach->calls < kFewCases || reach->lines <= kFewLines) return;
  if (reach->lines_reached * 2 < reach->lines)
    evidence.weak.push_back(fmt::format("{} of {} lines of {} were reached", reach->lines_reached,
                                        reach->lines, evidence.port ? "the port" : "native"));
}

// Where what is given was inferred, nobody meant to leave it out.
void WeighParameters(const Port& port, Evidence& evidence) {
  if (!port.inferred) return;
  for (const std::string& name : evidence.never_given)
    evidence.weak.push_back("`" + name + "` is never given");
  for (const Parameter& parameter : port.parameters) {
    Port alone;
    alone.parameters = {parameter};
    alone.parameters[0].optional = alone.parameters[0].omissible = false;
    if (parameter.optional && FiniteSize(alone, 1) == 1)
      evidence.weak.push_back("`" + parameter.name + "` is given one value only");
  }
}

}  // namespace

std::vector<std::string> NeverGiven(const Port& port, const Loaded& native) {
  std::vector<std::string> never;
  if (port.stateful || !native.signature) return never;
  std::size_t positional = 0, at = 0;
  bool any_number = false;
  for (const Parameter& parameter : port.parameters) {
    positional += parameter.kind == Parameter::Kind::kPositional;
    any_number = any_number || parameter.kind == Parameter::Kind::kVarPositional;
  }
  const auto is_named = [&](const Parameter& own) {
    return std::ranges::any_of(*native.signature,
                               [&](const auto& hint) { return hint.name == own.name; });
  };
  for (const auto& hint : *native.signature) {
    if (hint.kind == "VAR_KEYWORD" && std::ranges::all_of(port.parameters, is_named))
      never.push_back("**" + hint.name);
    const bool by_place = hint.kind.starts_with("POSITIONAL");
    const bool given = (by_place && (at++ < positional || any_number)) ||
                       std::any_of(port.parameters.begin(), port.parameters.end(),
                                   [&](const Parameter& own) { return own.name == hint.name; });
    if (!given && !hint.kind.starts_with("VAR_")) never.push_back(hint.name);
  }
  return never;
}

void Weigh(const Port& port, UnitResult& sum, std::uint64_t wavered, PortReport& report) {
  for (auto& [name, law] : report.laws) Decide(port, sum, name, law);
  Evidence& evidence = report.evidence;
  evidence.compared = AboutWhich(report).checked;
  evidence.left_out = sum.testimony.left_out;
  evidence.returned = sum.testimony.returned;
  evidence.raised = sum.testimony.raised;
  evidence.results = sum.testimony.results.size();
  evidence.at_least = sum.testimony.results.full();
  evidence.samples = sum.testimony.samples;
  report.bound =
      BoundOf(evidence.compared, sum.sampled && wavered > 0 ? evidence.compared : wavered);
  WeighShares(port, sum, report);
  WeighReach(evidence);
  WeighParameters(port, evidence);
}

std::string WhyHollow(const Port& port, const UnitResult& sum, const PortReport& report) {
  for (const auto& [name, law] : report.laws)
    if (law.verdict == "undecided" && law.offered > 0) return law.why;
  const Evidence& evidence = report.evidence;
  const std::uint64_t ended = evidence.returned + evidence.raised;
  if (ended >= kFewCases && evidence.raised * 100 >= ended * 99 &&
      sum.testimony.exceptions.size() == 1)
    return fmt::format("native raises {} for {} of {} cases{}", *sum.testimony.exceptions.begin(),
                       evidence.raised, ended,
                       port.inferred ? ": declare `args`" : ": are `args` those it takes?");
  if (sum.testimony.played >= kFewCases && sum.testimony.abortive == sum.testimony.played)
    return "native's constructor raises for all arguments that were looked at: declare `init`";
  return "";
}

}  // namespace lockstep
