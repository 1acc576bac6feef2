#include "harness/pipeline/reproduce/script_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "harness/model/difference_class.h"
#include "harness/model/law.h"
#include "harness/pipeline/reproduce/call_of_finding.h"
#include "harness/pipeline/reproduce/filled.h"
#include "harness/pipeline/reproduce/pieces.h"
#include "harness/pipeline/reproduce/script_calls.h"
#include "harness/pipeline/reproduce/script_literal.h"
#include "harness/pipeline/reproduce/script_path.h"
#include "harness/pipeline/reproduce/script_side.h"
#include "harness/pipeline/reproduce/sequence_script.h"

namespace lockstep {
namespace {

// Of two processes, where they do not always differ.
constexpr int kScriptRounds = 12, kScriptClockRounds = 3;

// "heapq:nsmallest" as an expression.
std::string Attribute(const std::string& target) {
  const auto colon = target.find(':');
  return fmt::format("importlib.import_module(\"{}\").{}", target.substr(0, colon),
                     target.substr(colon + 1));
}

// CALL and OTHER, which is left out where it is the same; what both begin with stands once.
std::string CodeText(const std::string& plain, const std::string& other) {
  if (other == plain) return Filled(pieces::kCodeAlike, {{"CALL", LiteralOfLines(plain)}});
  const auto part = std::ranges::mismatch(plain, other).in1 - plain.begin();
  const std::size_t line = plain.rfind('\n', static_cast<std::size_t>(part)) + 1;
  return Filled(pieces::kCodeApart, {{"BOTH", LiteralOfLines(plain.substr(0, line))},
                                     {"CALL", LiteralOfLines(plain.substr(line))},
                                     {"OTHER", LiteralOfLines(other.substr(line))}});
}

std::string Heading(const std::string& left, const std::string& right, const std::string& law) {
  return Filled(pieces::kHeading,
                {{"SIDES", left == right ? left : left + " against " + right}, {"LAW", law}});
}

std::string SpokenLaw(const std::string& law) { return fmt::format("the law \"{}\"", law); }

struct Side {
  std::string label, called;  // as the report calls it
  std::string name, python;   // what its interpreter is given
  std::uint32_t hash_seed;
};

Side SideOf(const Port& port, const Run& run, std::string_view when) {
  const bool native = run.implementation == kNative;
  std::string called = native ? port.native : port.port;
  std::string name = native || port.LivesElsewhere() ? port.native : port.port;
  if (port.IsTranslated()) name += native ? " native" : " port";
  std::string label = native ? "native" : "port";
  if (IsOfShipping(port.law)) {
    name = port.port + (native ? " native" : " port");
    label = native ? "port as imported" : "port as shipped";
  }
  return {fmt::format("{}{}", label, when), std::move(called), std::move(name),
          native ? port.python : port.port_python, run.knobs[Knob::kHashSeed]};
}

// What the two sides are called beside "native" and "port", and what they print.
struct Telling {
  std::string_view left_when, right_when;
  Told left = Told::kEverything, right = Told::kEverything;
};

Telling TellingOf(const Port& port, const Finding& finding) {
  const auto& law = finding.signature.law;
  if (finding.right.knobs[Knob::kReadOnly] != 0) {
    const std::string_view when = " with read-only arguments";
    const bool both = finding.left.knobs == finding.right.knobs;
    return {both ? when : "", when, both ? Told::kReadOnly : Told::kOutcome, Told::kReadOnly};
  }
  if (law == "input-immutability")
    return {" before the call", " after the call", Told::kBefore, Told::kAfter};
  if (law == "round-trip") return {"", " behind pickle", Told::kPlain, Told::kPickled};
  if (law == "replay" && !port.LivesElsewhere())
    return {" first", " again", Told::kAgain, Told::kAgain};
  const Told told = !port.LivesElsewhere() ? Told::kEverything
                    : law == "arguments"   ? Told::kArguments
                                           : Told::kOutcome;
  if (finding.left.implementation != finding.right.implementation) return {"", "", told, told};
  if (law == "history") return {" alone", " after the earlier calls", told, told};
  if (law == "replay") return {" first", " again", told, told};
  return {" first", " elsewhere", told, told};
}

// Statements that set `left` and `right`.
class Asking {
 public:
  Asking(const Finding& finding, const Side& left, const Side& right, bool same_code)
      : finding_(finding), left_(left), right_(right), same_code_(same_code) {}

  std::string Twice() const {
    const bool clock = finding_.cause && finding_.cause->knob == kClockKnob;
    const std::string left = Asked(left_, finding_.left, "CALL");
    const std::string right = Asked(right_, finding_.right, same_code_ ? "CALL" : "OTHER");
    if (!clock && !Wavers(finding_))
      return Filled(pieces::kAskedOnce, {{"LEFT", left}, {"RIGHT", right}});
    return Filled(pieces::kAskedAgain,
                  {{"ROUNDS", std::to_string(clock ? kScriptClockRounds : kScriptRounds)},
                   {"LEFT", left},
                   {"WAIT", clock ? "time.sleep(1.1)" : ""},
                   {"RIGHT", right}});
  }
  // Both are told by one process.
  std::string OfOne() const {
    return Filled(pieces::kAskedOne, {{"RIGHT", Asked(right_, finding_.right, "CALL")}});
  }

 private:
  std::string Asked(const Side& side, const Run& run, const char* code) const {
    const std::string more = VariablesOf(run);
    return fmt::format("{}, {}, {}, {}{}", QuotedPlain(side.python), QuotedPlain(side.name),
                       side.hash_seed, code, more.empty() ? "" : ", **{" + more + "}");
  }
  // Of the knobs that the two sides have turned differently, and of those turned on both.
  std::string VariablesOf(const Run& run) const {
    std::string text;
    for (const auto& facts : KnobTable()) {
      const bool turned =
          finding_.left.knobs[facts.knob] != 0 || finding_.right.knobs[facts.knob] != 0;
      if (!turned || facts.variable.empty() || facts.knob == Knob::kHashSeed) continue;
      const std::string value = ValueOf(facts.knob, run.knobs[facts.knob]);
      text += (text.empty() ? "" : ", ") + QuotedPlain(std::string(facts.variable)) + ": " +
              (value.empty() ? "None" : QuotedPlain(value));
    }
    return text;
  }

  const Finding& finding_;
  const Side &left_, &right_;
  bool same_code_;
};

}  // namespace

// A text, which is a value, keeps its addresses: only what shows an object loses them.
static std::string ShortCall(const Finding& finding) {
  const std::string text = "repr(" + CallText("function", finding.smallest) + ")";
  return Filled(
      pieces::kShortCall,
      {{"TEXT",
        Tells(finding, "0x...") ? "re.sub(\"0x[0-9a-f]+\", \"0x...\", " + text + ")" : text}});
}

// Of `modules`, those that the call names.
static std::string ShortSides(const Port& port, const Finding& finding,
                              const std::set<std::string>& modules) {
  const bool searches = port.stateful || Tells(finding, "0x...");
  const std::string path = ScriptPath(port);
  return Filled(
      pieces::kShortSides,
      {{"IMPORTS", searches ? "import importlib, re, sys" : "import importlib, sys"},
       {"PATH", path == "[]" ? "" : Filled(pieces::kShortPath, {{"PATH", path}})},
       {"MODULES", modules.empty() ? "" : fmt::format("import {}", fmt::join(modules, ", "))},
       {"NATIVE", Attribute(port.native)},
       {"PORT", Attribute(port.port)}});
}

std::optional<std::string> ShortScriptText(const Port& port, const Finding& finding) {
  const auto& law = finding.signature.law;
  const auto& difference = finding.violation.difference;
  const bool compares_results = law == "value" || law == "type" || law == "exception";
  const bool dies = IsFatal(difference);
  const bool one_process = !port.LivesElsewhere() &&
                           finding.left.implementation != finding.right.implementation &&
                           port.python == port.port_python && finding.prefix.empty();
  const auto modules = ModulesUsed(finding.smallest);
  if (port.IsTranslated()) return std::nullopt;
  if (!compares_results || dies || !one_process || !modules) return std::nullopt;
  const auto body = port.stateful ? SequenceShortText(port, finding, "sides[0]", "sides[1]")
                                  : std::optional(ShortCall(finding));
  if (!body) return std::nullopt;
  return Heading(port.native, port.port, SpokenLaw(law)) + ShortSides(port, finding, *modules) +
         *body;
}

// `law` is how it is told.
static std::string WholeText(const Port& port, const Finding& finding, const std::string& law) {
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
