#include "harness/pipeline/conclusion.h"

#include <algorithm>
#include <utility>

#include "harness/pipeline/bound.h"
#include "harness/pipeline/callee.h"
#include "oracles/status.h"

namespace lockstep {
namespace {

// One of so many calls that returns is enough for an inferred domain.
constexpr std::uint64_t kFewReturn = 20;

void TakeFigures(UnitResult& sum, std::uint64_t wavered, PortReport& report) {
  auto& digests = sum.case_digests;
  report.distinct =
      static_cast<std::uint64_t>(std::unique(digests.begin(), digests.end()) - digests.begin());
  report.cases = sum.cases;
  report.off_domain = sum.off_domain;
  report.observations = sum.observations;
  report.unencodable = sum.unencodable;
  report.max_ulp = sum.max_ulp;
  report.bound = BoundOf(report.cases, sum.sampled && wavered > 0 ? report.cases : wavered);
  for (const auto& [property, rows] : sum.properties) report.properties.push_back(property);
}

void HoldUnlessViolated(const UnitResult& sum, LawSummary& summary) {
  summary.verdict = summary.checked == 0 || !summary.why.empty() ? "undecided" : "holds";
  if (summary.checked == 0 && summary.why.empty())
    summary.why = sum.unencodable > 0 ? "the results have no encoding: name a codec for their class"
                                      : "nothing was observed for it";
  summary.violated = 0;
}

// As often as its commonest breach on the domain was seen, and once at least.
void Violate(const UnitResult& sum, const std::string& law, LawSummary& summary) {
  summary.verdict = "violated";
  summary.why.clear();
  summary.violated = std::max<std::uint64_t>(summary.violated, 1);
  for (const auto& [key, candidate] : sum.candidates)
    if (key.law == law && !key.off_domain)
      summary.violated = std::max<std::uint64_t>(summary.violated, candidate.count);
}

constexpr const char* kStopped = "the run was stopped before what differed was looked at";

void LeaveUnlessViolated(LawSummary& summary, const std::string& why) {
  if (summary.verdict == "violated") return;
  summary.verdict = "undecided";
  summary.why = why;
}

constexpr const char* kLeftBehind =
    "some batches left something behind on one side alone, and none of their calls by itself";

void Doubt(LawSummary& summary) {
  summary.verdict = "undecided";
  summary.why = kLeftBehind;
}

void TakeLaws(const Port& port, const UnitResult& sum, const Examined& examined,
              PortReport& report) {
  report.laws = sum.laws;
  for (auto& [law, summary] : report.laws) HoldUnlessViolated(sum, summary);
  if (!sum.left_behind.empty()) Doubt(report.laws["effects"]);
  for (const auto& finding : examined.findings)
    Violate(sum, finding.signature.law, report.laws[finding.signature.law]);
  for (const auto& law : examined.laws_left) LeaveUnlessViolated(report.laws[law], kStopped);
  for (const auto& [law, why] : examined.unresolved) LeaveUnlessViolated(report.laws[law], why);
  for (const auto& exemption : port.contract.exemptions)
    report.laws[exemption.law] = {"exempt", exemption.reason, 0, 0};
}

void TakeNotes(const Port& port, const UnitResult& sum, PortReport& report) {
  if (sum.messages > 0 && sum.message_example)
    report.notes.push_back({"message", "the same exception with another text",
                            CallText(CalleeOf(port.native), *sum.message_example), sum.messages});
  const std::uint64_t in_domain = report.cases - report.off_domain;
  if (port.inferred && sum.raised > 0 && sum.raised >= in_domain - in_domain / kFewReturn)
    report.notes.push_back({"domain",
                            "native raises for nearly all of what was inferred: declare `args`", "",
                            sum.raised});
  for (const auto& kind : sum.left_behind)
    report.notes.push_back({"left-behind", kind + ": " + kLeftBehind, "", 1});
  if (sum.gave_up)
    report.notes.push_back(
        {"not-run", "not every case was run: too many of them crash or run out of time", "", 1});
  if (port.LivesElsewhere() && sum.undelivered > 0)
    report.notes.push_back({"declined",
                            "calls that native or the port does not take: such values cannot be "
                            "made there",
                            "", sum.undelivered});
}

}  // namespace

PortReport Conclude(const Port& port, PortReport report, UnitResult sum, Examined examined) {
  TakeFigures(sum, examined.wavered, report);
  TakeLaws(port, sum, examined, report);
  TakeNotes(port, sum, report);
  report.findings = std::move(examined.findings);
  report.sightings = std::move(examined.sightings);
  for (auto& note : examined.notes) report.notes.push_back(std::move(note));
  report.status = StatusOf(report);
  if (report.findings.empty() && !examined.unresolved.empty()) {
    report.status = Status::kUntested;
    report.why = examined.unresolved.begin()->second;
  }
  for (const auto& [law, summary] : sum.laws)
    if (!summary.why.empty() && report.findings.empty()) {
      report.status = Status::kUntested;
      report.why = summary.why;
    }
  if (report.findings.empty() && !examined.laws_left.empty()) {
    report.status = Status::kUntested;
    report.why = kStopped;
  }
  // How often, and for which garbage, a port that varies parts from native varies as well: it
  // follows addresses (of NaNs and iterators in sets), and no report would be made twice.
  if (report.status == Status::kNondet || report.status == Status::kNondetRef)
    std::erase_if(report.notes, [](const Note& note) { return note.kind == "off-domain"; });
  return report;
}

}  // namespace lockstep
