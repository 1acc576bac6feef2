// The report as JSON: schema lockstep-report/1, described by report.schema.json.
//
// Keys stand in a fixed order and all output is ASCII, so that equal reports are equal bytes and
// nothing that a port returned can reach a terminal unescaped.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "reports/naming.h"
#include "reports/phrases.h"
#include "reports/printable.h"
#include "reports/reporter.h"

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

Json Text(const std::string& text) { return ValidUtf8(text); }

Json Of(const Interpreter& interpreter) {
  return {{"executable", Text(interpreter.executable)},
          {"version", Text(interpreter.version)},
          {"implementation", Text(interpreter.implementation)},
          {"extension", interpreter.extension}};
}

Json Of(const LawSummary& law) {
  Json json = {{"verdict", law.verdict}, {"checked", law.checked}, {"violated", law.violated}};
  if (!law.why.empty()) json["why"] = Text(law.why);
  return json;
}

Json Of(const Note& note) {
  Json json = {{"kind", Text(note.kind)}, {"text", Text(note.text)}, {"count", note.count}};
  if (!note.call.empty()) json["call"] = Text(note.call);
  return json;
}

Json CauseOf(const Finding& finding) {
  if (!finding.cause) return nullptr;
  return {{"knob", Text(finding.cause->knob)},
          {"call", Text(finding.cause->call)},
          {"where", Text(finding.cause->where)}};
}

Json Of(const Coverage& coverage) {
  Json json = {{"id", coverage.id},
               {"law", Text(coverage.law)},
               {"call", Text(coverage.call)},
               {"reason", Text(coverage.reason)},
               {"cases", coverage.cases}};
  if (!coverage.when.empty()) json["when"] = Text(coverage.when);
  return json;
}

Json Of(const OddOneOut& odd) {
  Json agree = Json::array();
  for (const auto& name : odd.agree) agree.push_back(Text(name));
  return {{"out", Text(odd.name)}, {"agree", agree}};
}

Json Of(const Finding& finding) {
  const Shown shown = ShownOf(finding);
  Json json = {{"id", finding.id},
               {"law", finding.signature.law},
               {"class", Text(finding.signature.difference)},
               {"signature", Text(ToString(finding.signature))},
               {"blamed", finding.violation.blamed == kNative ? "native" : "port"},
               {"call", Text(finding.call)},
               {"expected", Text(shown.expected)},
               {"actual", Text(shown.actual)},
               {"path", Text(finding.violation.where.ToString())},
               {"types", Text(finding.signature.types)},
               {"cause", CauseOf(finding)},
               {"confirmed", shown.confirmed},
               {"stable", finding.stable},
               {"off_domain", finding.off_domain},
               {"prefix", CountOf(finding.prefix)},
               {"script", Text(finding.script)},
               {"script_shows", finding.script_shows},
               {"standing", NameOf(StandingOf(finding))}};
  if (!finding.case_digest.empty()) json["case"] = finding.case_digest;
  if (finding.alone) json["alone"] = true;
  if (finding.varieties.any()) json["seen"] = ToText(finding.varieties);
  if (!finding.after.empty()) json["after"] = Text(finding.after);
  if (finding.odd) json["odd"] = Of(*finding.odd);
  if (!finding.group.empty()) json["group"] = finding.group;
  if (!finding.accepted_reason.empty()) json["accepted"] = Text(finding.accepted_reason);
  return json;
}

Json Of(const Reach& reach) {
  return {{"calls", reach.calls},
          {"lines", reach.lines},
          {"lines_reached", reach.lines_reached},
          {"branches", reach.branches},
          {"branches_reached", reach.branches_reached},
          {"missed", Text(reach.missed)}};
}

Json TextsOf(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const auto& text : texts) list.push_back(Text(text));
  return list;
}

Json Of(const Evidence& evidence) {
  Json samples = Json::array();
  for (const auto& sample : evidence.samples)
    samples.push_back({{"call", Text(sample.call)}, {"outcome", Text(sample.outcome)}});
  Json json = {{"compared", evidence.compared},
               {"left_out", evidence.left_out},
               {"returned", evidence.returned},
               {"raised", evidence.raised},
               {"results", evidence.results},
               {"at_least", evidence.at_least},
               {"samples", samples},
               {"never_given", TextsOf(evidence.never_given)},
               {"weak", TextsOf(evidence.weak)}};
  if (evidence.native) json["native"] = Of(*evidence.native);
  if (evidence.port) json["port"] = Of(*evidence.port);
  return json;
}

Json Of(const PortReport& port);

template <typename Items>
Json Listed(const Items& items) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back(Of(item));
  return list;
}

Json LawsOf(const PortReport& port) {
  Json laws = Json::object();
  for (const auto& [name, law] : port.laws) laws[name] = Of(law);
  return laws;
}

Json Of(const PortReport& port) {
  Json json = {
      {"native", Text(port.native)},
      {"port", Text(port.port)},
      {"kind", Text(port.kind)},
      {"status", ToString(port.status)},
      {"domain", Text(port.domain)},
      {"cases", port.cases},
      {"distinct", port.distinct},
      {"off_domain", port.off_domain},
      {"observations", port.observations},
      {"unencodable", port.unencodable},
      {"corpus_cases", port.corpus_cases},
      {"properties", TextsOf(port.properties)},
      {"laws", LawsOf(port)},
      {"determinism",
       {{"level", NameOf(port.level)}, {"scope", NameOf(port.scope)}, {"bound", port.bound}}},
      {"max_ulp", port.max_ulp},
      {"evidence", Of(port.evidence)},
      {"findings", Listed(port.findings)},
      {"notes", Listed(port.notes)}};
  if (!port.accepted.empty()) json["accepted"] = Listed(port.accepted);
  if (!port.name.empty()) json["name"] = Text(port.name);
  if (!port.interpreter.empty()) json["interpreter"] = Text(port.interpreter);
  if (!port.why.empty()) json["why"] = Text(port.why);
  return json;
}

Json TotalsOf(const Report& report) {
  std::uint64_t cases = 0, observations = 0;
  std::map<std::string, std::uint64_t> statuses;
  for (const PortReport& port : report.ports) {
    cases += port.cases;
    observations += port.observations;
    ++statuses[std::string(ToString(port.status))];
  }
  Json by_status = Json::object();
  for (const auto& [status, count] : statuses) by_status[status] = count;
  Standings standings = StandingsOf(report);
  const auto fails = standings[Standing::kFails], accepted = standings[Standing::kAccepted];
  const auto known = standings[Standing::kKnown], tolerated = standings[Standing::kTolerated];
  return {{"ports", report.ports.size()},
          {"cases", cases},
          {"observations", observations},
          {"findings", fails + accepted + known + tolerated},
          {"fails", fails},
          {"accepted", accepted},
          {"known", known},
          {"tolerated", tolerated},
          {"status", by_status}};
}

class JsonWriter : public Reporter {
 public:
  void Write(const Report& report, std::ostream& out) const override {
    const Json json = {{"schema", "lockstep-report/1"},
                       {"seed", report.seed},
                       {"corpus", Text(report.corpus)},
                       {"tool", {{"name", "lockstep"}, {"version", Text(report.tool_version)}}},
                       {"platform", {{"description", Text(report.platform)}}},
                       {"interpreters", Listed(report.interpreters)},
                       {"interrupted", report.interrupted},
                       {"ports", Listed(report.ports)},
                       {"totals", TotalsOf(report)}};
    constexpr int kIndent = 2;
    constexpr bool kAscii = true;
    out << json.dump(kIndent, ' ', kAscii, Json::error_handler_t::replace) << '\n';
  }
};

}  // namespace

std::unique_ptr<Reporter> JsonReporter() { return std::make_unique<JsonWriter>(); }

}  // namespace lockstep
