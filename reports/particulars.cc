#include "reports/particulars.h"

#include <fmt/format.h>

#include "reports/naming.h"
#include "reports/phrases.h"
#include "reports/printable.h"

namespace lockstep {
namespace {

constexpr std::size_t kLongestValue = 400;    // of a value; the rest is in the JSON report
constexpr std::size_t kLongestCall = 2000;    // a call that is cut cannot be pasted
constexpr std::size_t kLongestScript = 8000;  // nor can a script

std::string Cut(const std::string& text, std::size_t limit = kLongestValue) {
  return Shortened(Printable(text), limit);
}

std::string CauseText(const Cause& cause) {
  std::string text = Printable(cause.knob);
  if (!cause.call.empty()) text += (text.empty() ? "" : ", ") + Printable(cause.call);
  if (!cause.where.empty()) text += (text.empty() ? "" : " at ") + Printable(cause.where);
  return text;
}

// "out: mypkg:f; native and other:f agree": behind "odd one".
std::string OddText(const OddOneOut& odd) {
  std::string agree;
  for (std::size_t i = 0; i < odd.agree.size(); ++i)
    agree += (i == 0 ? "" : i + 1 == odd.agree.size() ? " and " : ", ") + Printable(odd.agree[i]);
  return "out: " + Printable(odd.name) + "; " + agree + " agree";
}

}  // namespace

std::vector<Particular> ParticularsOf(const Finding& finding, const std::string& replay_options) {
  const Shown shown = ShownOf(finding);
  std::vector<Particular> all = {{"call", Cut(finding.call, kLongestCall)}};
  if (!finding.after.empty())
    all.push_back({"after", Cut(finding.after, kLongestCall)});
  else if (!finding.prefix.empty())
    all.push_back({"after", Counted(CountOf(finding.prefix), "earlier call") + ", see the script"});
  all.push_back({"at", Cut(finding.violation.where.ToString())});
  all.push_back({"expected", Cut(shown.expected)});
  all.push_back({"actual", Cut(shown.actual)});
  if (!finding.seen.empty()) all.push_back({"seen", Cut(finding.seen)});
  if (finding.cause) all.push_back({"cause", CauseText(*finding.cause)});
  if (finding.odd) all.push_back({"odd one", OddText(*finding.odd)});
  all.push_back({"confirmed", shown.confirmed});
  all.push_back({"replay", "lockstep replay " + Printable(finding.id) + Printable(replay_options)});
  return all;
}

std::string ParticularsText(const Finding& finding, const std::string& replay_options) {
  std::string text;
  for (const auto& [name, said] : ParticularsOf(finding, replay_options))
    text += fmt::format("{:<10} {}\n", name, said);
  return text;
}

std::string ScriptOf(const Finding& finding) {
  std::string script = Printable(finding.script, true);
  if (script.size() <= kLongestScript) return script;
  return fmt::format("# {} long: see the JSON report\n", Counted(script.size(), "byte"));
}

std::string ScriptRemark(const Finding& finding) {
  return finding.script_shows ? "plain Python; it was run, and shows it"
                              : "plain Python; alone it does not show it";
}

std::string HeadingOf(const Finding& finding) {
  return Printable(finding.signature.law) + ": " + Printable(finding.signature.difference);
}

}  // namespace lockstep
