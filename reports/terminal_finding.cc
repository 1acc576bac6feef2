#include "reports/terminal_finding.h"

#include <fmt/format.h>

#include <string_view>

#include "reports/naming.h"
#include "reports/printable.h"

namespace lockstep {
namespace {

constexpr std::size_t kLongest = 400;       // of a value; the rest is in the JSON report
constexpr std::size_t kLongestCall = 2000;  // a call that is cut cannot be pasted

std::string Line(const Palette& palette, std::string_view name, const std::string& text) {
  return fmt::format("    {} {}\n", palette.Quiet(fmt::format("{:<10}", name)), text);
}

std::string Cut(const std::string& text, std::size_t limit = kLongest) {
  return Shortened(Printable(text), limit);
}

std::string CauseText(const Cause& cause) {
  std::string text = Printable(cause.knob);
  if (!cause.call.empty()) text += (text.empty() ? "" : ", ") + Printable(cause.call);
  if (!cause.where.empty()) text += (text.empty() ? "" : " at ") + Printable(cause.where);
  return text;
}

std::string ScriptText(const Finding& finding, const Palette& palette) {
  const std::string script = Printable(finding.script, true);
  std::string text = Line(palette, "script",
                          finding.script_shows ? "plain Python; it was run, and shows it"
                                               : "plain Python; alone it does not show it");
  std::size_t at = 0;
  while (at < script.size()) {
    const std::size_t end = std::min(script.find('\n', at), script.size());
    text += "      " + palette.Quiet("| " + script.substr(at, end - at)) + "\n";
    at = end + 1;
  }
  return text;
}

std::string Heading(const Finding& finding, const Palette& palette) {
  const std::string blamed = finding.violation.blamed == kNative ? "  native itself" : "";
  return fmt::format(
      "  {}  {}{}{}\n",
      palette.Bad(finding.signature.law + ": " + Printable(finding.signature.difference)),
      Printable(finding.id), blamed, finding.off_domain ? "  out of the domain" : "");
}

}  // namespace

std::string TextOf(const Finding& finding, const std::string& replay_options,
                   const Palette& palette) {
  const Shown shown = ShownOf(finding);
  if (!finding.accepted_reason.empty())
    return fmt::format("  {}  {}  {}\n",
                       palette.Good("accepted " + finding.signature.law + ": " +
                                    Printable(finding.signature.difference)),
                       Printable(finding.id), Cut(finding.accepted_reason));
  std::string text = Heading(finding, palette);
  text += Line(palette, "call", palette.Strong(Cut(finding.call, kLongestCall)));
  if (!finding.prefix.empty())
    text += Line(palette, "after",
                 fmt::format("{} earlier call{}, see the script", finding.prefix.size(),
                             finding.prefix.size() == 1 ? "" : "s"));
  text += Line(palette, "at", Cut(finding.violation.where.ToString()));
  text += Line(palette, "expected", Cut(shown.expected));
  text += Line(palette, "actual", palette.Bad(Cut(shown.actual)));
  if (finding.cause) text += Line(palette, "cause", CauseText(*finding.cause));
  text += Line(palette, "confirmed", shown.confirmed);
  text += Line(palette, "replay",
               "lockstep replay " + Printable(finding.id) + Printable(replay_options));
  if (!finding.script.empty()) text += ScriptText(finding, palette);
  return text;
}

}  // namespace lockstep
