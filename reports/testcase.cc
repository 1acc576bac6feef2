#include "reports/testcase.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "reports/particulars.h"
#include "reports/phrases.h"
#include "reports/printable.h"

namespace lockstep {
namespace {

constexpr std::size_t kLongestMessage = 300;

using Findings = std::vector<const Finding*>;

std::string BodyOf(const Findings& findings, const std::string& replay_options) {
  std::string body;
  for (const Finding* finding : findings) {
    body += fmt::format("{}{}  {}", body.empty() ? "" : "\n", HeadingOf(*finding),
                        Printable(finding->id));
    if (!Fails(*finding)) body += "  " + Printable(ExcuseOf(*finding));
    body += "\n" + ParticularsText(*finding, replay_options);
    if (!finding->script.empty())
      body += fmt::format("script     {}\n\n{}", ScriptRemark(*finding), ScriptOf(*finding));
  }
  return body;
}

// The first finding's, and how many there are besides.
std::string MessageOf(const Findings& findings) {
  const Finding& first = *findings.front();
  const std::string excuse = ExcuseOf(first);
  std::string message = excuse.empty() ? HeadingOf(first) + " at " + first.call
                                       : HeadingOf(first) + " is excused: " + excuse;
  message = Shortened(Printable(message), kLongestMessage);
  if (findings.size() > 1) message += fmt::format(" (and {} more)", findings.size() - 1);
  return message;
}

Testcase WithFindings(const std::string& law, Findings findings, const std::string& options) {
  std::stable_partition(findings.begin(), findings.end(),
                        [](const Finding* finding) { return Fails(*finding); });
  const bool fails = Fails(*findings.front());
  return {law, fails ? Testcase::Outcome::kFailed : Testcase::Outcome::kSkipped,
          findings.front()->signature.difference, MessageOf(findings), BodyOf(findings, options)};
}

Testcase WithoutFindings(const std::string& name, const LawSummary& law) {
  if (law.verdict == "holds") return {name, Testcase::Outcome::kPassed, "", "", ""};
  const std::string why = law.why.empty() ? "" : ": " + law.why;
  return {name, Testcase::Outcome::kSkipped, "", law.verdict + why, ""};
}

}  // namespace

std::vector<Testcase> TestcasesOf(const PortReport& port, const std::string& replay_options) {
  std::map<std::string, Findings> broken;
  for (const Finding& finding : port.findings) broken[finding.signature.law].push_back(&finding);
  std::map<std::string, Testcase> cases;
  for (const auto& [name, law] : port.laws) cases[name] = WithoutFindings(name, law);
  for (const auto& [name, findings] : broken)
    cases[name] = WithFindings(name, findings, replay_options);
  // A suite without a testcase would be shown nowhere.
  if (cases.empty()) {
    const std::string status(ToString(port.status));
    cases[status] = {status, Testcase::Outcome::kSkipped, "", status + ": " + port.why, ""};
  }
  std::vector<Testcase> listed;
  for (auto& [name, testcase] : cases) listed.push_back(std::move(testcase));
  return listed;
}

}  // namespace lockstep
