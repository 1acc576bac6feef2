#include "reports/terminal_finding.h"

#include <fmt/format.h>

#include <string_view>

#include "reports/naming.h"
#include "reports/particulars.h"
#include "reports/phrases.h"
#include "reports/printable.h"

namespace lockstep {
namespace {

constexpr std::size_t kLongestExcuse = 400;

std::string ParticularLine(const Palette& palette, std::string_view name, const std::string& text) {
  return fmt::format("    {} {}\n", palette.Quiet(fmt::format("{:<10}", name)), text);
}

std::string Painted(const Particular& particular, const Palette& palette) {
  if (particular.name == "call") return palette.Strong(particular.text);
  return particular.name == "actual" ? palette.Bad(particular.text) : particular.text;
}

std::string ScriptText(const Finding& finding, const TerminalStyle& style, const Palette& palette) {
  if (style.quiet && finding.script_shows) return "";
  const std::string where = style.scripts.empty()
                                ? style.verbose ? "" : "; --verbose prints it"
                                : ": " + Printable(style.scripts + "/" + finding.id + ".py");
  std::string text = ParticularLine(palette, "script", ScriptRemark(finding) + where);
  if (!style.verbose) return text;
  const std::string script = Printable(finding.script, true);
  std::size_t at = 0;
  while (at < script.size()) {
    const std::size_t end = std::min(script.find('\n', at), script.size());
    text += "      " + palette.Quiet("| " + script.substr(at, end - at)) + "\n";
    at = end + 1;
  }
  return text;
}

std::string Heading(const Finding& finding, const Palette& palette) {
  const bool fails = Fails(finding);
  const std::string what = HeadingOf(finding);
  const std::string blamed = finding.violation.blamed == kNative ? "  native itself" : "";
  return fmt::format("  {}  {}{}{}{}\n", fails ? palette.Bad(what) : palette.Doubtful(what),
                     Printable(finding.id), blamed, finding.off_domain ? "  out of the domain" : "",
                     fails ? "" : "  " + ExcuseOf(finding));
}

// Of what was judged before: its name and why it does not count.
std::string OneLine(const Finding& finding, const Palette& palette) {
  const std::string standing = NameOf(StandingOf(finding));
  const std::string covers =
      finding.covered == 0 ? "" : "  (" + Counted(finding.covered, "case") + ")";
  return fmt::format("  {}  {}  {}{}\n", palette.Good(standing + " " + HeadingOf(finding)),
                     Printable(finding.id), Shortened(Printable(ExcuseOf(finding)), kLongestExcuse),
                     covers);
}

}  // namespace

std::string TextOf(const Finding& finding, const TerminalStyle& style, const Palette& palette) {
  const Standing standing = StandingOf(finding);
  if (standing == Standing::kAccepted || standing == Standing::kKnown)
    return OneLine(finding, palette);
  std::string text = Heading(finding, palette);
  for (const Particular& particular : ParticularsOf(finding, style.replay_options))
    text += ParticularLine(palette, particular.name, Painted(particular, palette));
  if (!finding.script.empty()) text += ScriptText(finding, style, palette);
  return text;
}

}  // namespace lockstep
