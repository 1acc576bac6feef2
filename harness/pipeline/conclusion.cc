#include "harness/pipeline/conclusion.h"

#include <algorithm>
#include <utility>

#include "harness/model/law.h"
#include "harness/pipeline/bound.h"
#include "harness/pipeline/callee.h"
#include "harness/pipeline/weighing.h"
#include "oracles/status.h"

namespace lockstep {
namespace {

constexpr char kCut[] =
    "only the first 64 items of an iterator, or 65,536 characters of output, are compared";
constexpr char kEndless[] = "calls that did not end in the time that a call has, on any side";

void TakeFigures(UnitResult& sum, PortReport& report) {
  auto& digests = sum.case_digests;
  report.distinct =
      static_cast<std::uint64_t>(std::unique(digests.begin(), digests.end()) - digests.begin());
  report.cases = sum.cases;
  report.off_domain = sum.off_domain;
  report.observations = sum.observations;
  report.unencodable = sum.unencodable;
  report.max_ulp = sum.max_ulp;
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

// What could not be turned says nothing, of that law alone.
void LeaveUnturned(const UnitResult& sum, PortReport& report) {
  for (const auto& [law, tally] : sum.turned)
    if (tally.offered > 0 && tally.compared == 0)
      LeaveUnlessViolated(report.laws[law], "its knobs could not be turned: no case was run so");
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
  LeaveUnturned(sum, report);
  for (const auto& law : examined.laws_left) LeaveUnlessViolated(report.laws[law], kStopped);
  for (const auto& [law, why] : examined.unresolved) LeaveUnlessViolated(report.laws[law], why);
  for (const auto& exemption : port.contract.exemptions)
    report.laws[exemption.law] = {"exempt", exemption.reason, 0, 0};
}

// What a port that varies gave says nothing of what it would give another time.
void Forget(Evidence& evidence) {
  evidence.returned = evidence.raised = evidence.results = 0;
  evidence.at_least = false;
  evidence.samples.clear();
  evidence.weak.clear();
  evidence.native.reset();
  evidence.port.reset();
}

void NoteUnmade(const UnitResult& sum, PortReport& report) {
  std::uint64_t unmade = 0;
  for (const auto& [name, law] : report.laws)
    if (name != "round-trip") unmade = std::max(unmade, law.unmade);
  if (unmade > 0)
    report.notes.push_back(
        {"not-compared",
         "cases that the port's side does not take or cannot make: " + sum.testimony.why_unmade, "",
         unmade});
  if (sum.testimony.unmade > 0)
    report.notes.push_back(
        {"not-compared", "cases that native's side cannot make", "", sum.testimony.unmade});
}

void TakeNotes(const Port& port, const UnitResult& sum, PortReport& report) {
  const auto instances = [&](const char* kind, const char* what, const Instances& some) {
    if (some.rows > 0 && some.simplest)
      report.notes.push_back(
          {kind, what, CallText(CalleeOf(port.native), *some.simplest), some.rows});
  };
  instances("message", "the same exception with another text", sum.messages);
  instances("endless", kEndless, sum.endless);
  if (!sum.testimony.cut.empty()) report.notes.push_back({"cut", kCut, sum.testimony.cut, 1});
  for (const auto& kind : sum.left_behind)
    report.notes.push_back({"left-behind", kind + ": " + kLeftBehind, "", 1});
  if (sum.gave_up)
    report.notes.push_back(
        {"not-run", "not every case was run: too many of them crash or run out of time", "", 1});
  if (sum.too_many > 0)
    report.notes.push_back({"limit",
                            "calls in which native has more processes at once than we let it have "
                            "were not compared: a limit of ours",
                            "", sum.too_many});
  if (port.LivesElsewhere() && sum.undelivered > 0)
    report.notes.push_back({"declined",
                            "calls that native or the port does not take: such values cannot be "
                            "made there",
                            "", sum.undelivered});
  if (!port.LivesElsewhere()) NoteUnmade(sum, report);
}

// Most of what was compared is another thing in another process: no law of two sides holds for it.
void LeaveWhatVaries(std::uint64_t wavered, PortReport& report) {
  for (auto& [name, summary] : report.laws) {
    const Law* law = FindLaw(name);
    if (law != nullptr && law->family == "equivalence" && summary.verdict == "holds" &&
        wavered * 2 > summary.checked)
      LeaveUnlessViolated(summary, "one side varies: what it gave once is not what it gives");
  }
}

}  // namespace

PortReport Conclude(const Port& port, PortReport report, UnitResult sum, Examined examined) {
  TakeFigures(sum, report);
  TakeLaws(port, sum, examined, report);
  Weigh(port, sum, examined.wavered, report);
  TakeNotes(port, sum, report);
  report.findings = std::move(examined.findings);
  report.sightings = std::move(examined.sightings);
  for (auto& note : examined.notes) report.notes.push_back(std::move(note));
  report.status = StatusOf(report);
  const bool clean = report.status == Status::kMatch || report.status == Status::kMatchTol ||
                     (report.status == Status::kUntested && report.why.empty());
  if (const auto why = WhyHollow(port, sum, report); clean && !why.empty()) {
    report.status = Status::kUntested;
    report.why = why;
  }
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
  if (report.status == Status::kNondet || report.status == Status::kNondetRef) {
    std::erase_if(report.notes, [](const Note& note) { return note.kind == "off-domain"; });
    Forget(report.evidence);
    LeaveWhatVaries(examined.wavered, report);
  }
  return report;
}

}  // namespace lockstep
