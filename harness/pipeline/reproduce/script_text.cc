#include "harness/pipeline/reproduce/script_text.h"

#include <algorithm>
#include <utility>

#include "harness/pipeline/reproduce/asking.h"
#include "harness/pipeline/reproduce/call_of_finding.h"
#include "harness/pipeline/reproduce/filled.h"
#include "harness/pipeline/reproduce/pieces.h"
#include "harness/pipeline/reproduce/script_heading.h"
#include "harness/pipeline/reproduce/script_literal.h"
#include "harness/pipeline/reproduce/script_path.h"
#include "harness/pipeline/reproduce/script_side.h"
#include "harness/pipeline/reproduce/short_script.h"
#include "harness/pipeline/reproduce/two_sides.h"

namespace lockstep {
namespace {

// CALL and OTHER, which is left out where it is the same; what both begin with stands once.
std::string CodeText(const std::string& plain, const std::string& other) {
  if (other == plain) return Filled(pieces::kCodeAlike, {{"CALL", LiteralOfLines(plain)}});
  const auto part = std::ranges::mismatch(plain, other).in1 - plain.begin();
  const std::size_t line = plain.rfind('\n', static_cast<std::size_t>(part)) + 1;
  return Filled(pieces::kCodeApart, {{"BOTH", LiteralOfLines(plain.substr(0, line))},
                                     {"CALL", LiteralOfLines(plain.substr(line))},
                                     {"OTHER", LiteralOfLines(other.substr(line))}});
}

// `law` is how it is told.
std::string WholeText(const Port& port, const Finding& finding, const std::string& law) {
  const Telling telling = TellingOf(port, finding);
  const Side left = SideOf(port, finding.left, telling.left_when);
  const Side right = SideOf(port, finding.right, telling.right_when);
  const bool in_one = telling.left == Told::kAgain;
  const auto child = [&](const Run& run, const Prefix& before, Told told) {
    const bool elsewhere = port.LivesElsewhere() && run.implementation != kNative;
    return elsewhere ? ElsewhereText(port, before, finding, told)
                     : SideText(port, before, finding, told);
  };
  const Prefix prefix = in_one ? finding.prefix : CalledBefore(finding);
  const std::string plain = child(finding.left, in_one ? prefix : Prefix(), telling.left);
  const std::string other = child(finding.right, prefix, telling.right);
  const Asking asking(finding, left, right, other == plain);
  const bool timeout = finding.violation.difference == "timeout";
  return Heading(left.called, right.called, law) +
         Filled(pieces::kProcesses, {{"PATH", ScriptPath(port)},
                                     {"CODE", CodeText(plain, other)},
                                     {"TIMEOUT", timeout ? "5" : "60"},
                                     {"ASKED", in_one ? asking.OfOne() : asking.Twice()},
                                     {"LEFT", left.label},
                                     {"RIGHT", right.label}});
}

}  // namespace

std::string ScriptText(const Port& port, const Finding& finding) {
  return WholeText(port, finding, SpokenLaw(finding.signature.law));
}

std::vector<std::string> ScriptTexts(const Port& port, const Finding& finding) {
  std::vector<std::string> texts;
  if (auto brief = ShortScriptText(port, finding)) texts.push_back(*std::move(brief));
  if (finding.seen.empty()) texts.push_back(ScriptText(port, finding));
  // What differs once in a thousand calls does so sooner in one process than in many.
  if (Wavers(finding) && finding.signature.law == "fresh-process" && !port.LivesElsewhere()) {
    Finding again = finding;
    again.signature.law = "replay";
    texts.push_back(WholeText(
        port, again, SpokenLaw(finding.signature.law) + ", by calling it again and again"));
  }
  if (!finding.seen.empty()) texts.push_back(ScriptText(port, finding));
  return texts;
}

}  // namespace lockstep
