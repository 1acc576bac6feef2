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
#include "harness/pipeline/reproduce/script_calls.h"
#include "harness/pipeline/reproduce/script_path.h"
#include "harness/pipeline/reproduce/script_pieces.h"
#include "harness/pipeline/reproduce/script_side.h"
#include "harness/pipeline/reproduce/sequence_script.h"

namespace lockstep {
namespace {

// Of two processes, where they do not always differ.
constexpr int kScriptRounds = 12, kScriptClockRounds = 3;

// @EXPECTED@ and @ACTUAL@ are expressions for the two functions.
constexpr std::string_view kSides = R"py(
try:
@IMPORTS@    sides = @EXPECTED@, @ACTUAL@
except Exception as error:
    sys.exit(print("cannot import:", error) or 2)
)py";

constexpr std::string_view kShortBody = R"py(
def outcome(function):
    try:
        return @TEXT@
    except BaseException as error:
        return "raises " + type(error).__qualname__

native, port = map(outcome, sides)
print("native:", native)
print("port:  ", port)
sys.exit(native != port)
)py";

constexpr std::string_view kParent = R"py(
def side(python, name, hash_seed, child, **more):
    environment = dict(os.environ, PYTHONHASHSEED=str(hash_seed), PYTHONPATH=os.pathsep.join(PATH), **more)
    environment = {variable: value for variable, value in environment.items() if value is not None}
    try:
        done = subprocess.run([python, "-", *name.split()], env=environment, timeout=@TIMEOUT@,
                              input=child.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except subprocess.TimeoutExpired:
        return "timed out"
    except OSError as error:
        sys.exit(print("cannot run %s: %s" % (python, error)) or 2)
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode == 2 and "cannot import " in text:
        sys.exit(print(text) or 2)
    return text if done.returncode == 0 else text[-2000:] + "exit status %d" % done.returncode

)py";

// "heapq:nsmallest" as an expression.
std::string Attribute(const std::string& target) {
  const auto colon = target.find(':');
  return fmt::format("importlib.import_module(\"{}\").{}", target.substr(0, colon),
                     target.substr(colon + 1));
}

// As a raw triple-quoted literal where the text allows it: it stays readable.
std::string Literal(const std::string& text) {
  for (const std::string quotes : {"'''", "\"\"\""})
    if (text.find(quotes) == std::string::npos && !text.ends_with(quotes[0]) &&
        !text.ends_with('\\'))
      return "r" + quotes + text + quotes;
  return QuotedPlain(text);
}

// CALL and OTHER, which is left out where it is the same; what both begin with stands once.
std::string CodeText(const std::string& plain, const std::string& other) {
  if (other == plain) return fmt::format("CALL = {}\n", Literal(plain));
  const auto part = std::ranges::mismatch(plain, other).in1 - plain.begin();
  const std::size_t line = plain.rfind('\n', static_cast<std::size_t>(part)) + 1;
  return fmt::format("BOTH = {}\nCALL = BOTH + {}\nOTHER = BOTH + {}\n",
                     Literal(plain.substr(0, line)), Literal(plain.substr(line)),
                     Literal(other.substr(line)));
}

// The first line: what it is about, and what its exit status says.
std::string Headline(const std::string& left, const std::string& right, const std::string& law) {
  return fmt::format(
      "# {}{}: the law \"{}\"\n# exit status: 1 they differ, 0 they do not, 2 one cannot be "
      "imported\n",
      left, left == right ? "" : " against " + right, law);
}

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
    if (!clock && !Wavers(finding_)) return Once("");
    return fmt::format("for attempt in range({}):  # it does not differ every time\n",
                       clock ? kScriptClockRounds : kScriptRounds) +
           Once("    ", clock) + "    if left != right:\n        break\n";
  }
  // Both are told by one process.
  std::string OfOne() const {
    return fmt::format("left, _, right = {}.partition(\"=====\\n\")\n",
                       Call(right_, finding_.right, "CALL"));
  }

 private:
  std::string Call(const Side& side, const Run& run, const char* code) const {
    const std::string more = VariablesOf(run);
    return fmt::format("side({}, {}, {}, {}{})", QuotedPlain(side.python), QuotedPlain(side.name),
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
  std::string Once(std::string_view indent, bool clock = false) const {
    return fmt::format("{0}left = {1}\n{2}{0}right = {3}\n", indent,
                       Call(left_, finding_.left, "CALL"),
                       clock ? fmt::format("{}time.sleep(1.1)\n", indent) : "",
                       Call(right_, finding_.right, same_code_ ? "CALL" : "OTHER"));
  }

  const Finding& finding_;
  const Side &left_, &right_;
  bool same_code_;
};

}  // namespace

// A text, which is a value, keeps its addresses: only what shows an object loses them.
static std::string_view ShortText(const Finding& finding) {
  return Tells(finding, "0x...") ? "re.sub(\"0x[0-9a-f]+\", \"0x...\", repr(@CALL@))"
                                 : "repr(@CALL@)";
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
  const std::string imports =
      modules->empty() ? "" : fmt::format("    import {}\n", fmt::join(*modules, ", "));
  std::string text = Headline(port.native, port.port, law) +
                     (port.stateful || Tells(finding, "0x...") ? "import importlib, re, sys\n"
                                                               : "import importlib, sys\n");
  if (const auto path = ScriptPath(port); path != "[]")
    text += fmt::format("\nsys.path[:0] = {}\n", path);
  text += Replaced(Replaced(Replaced(std::string(kSides), "@IMPORTS@", imports), "@EXPECTED@",
                            Attribute(port.native)),
                   "@ACTUAL@", Attribute(port.port));
  if (port.stateful) {
    const auto body = SequenceShortText(port, finding, "sides[0]", "sides[1]");
    return body ? std::optional(text + *body) : std::nullopt;
  }
  return text + Replaced(Replaced(std::string(kShortBody), "@TEXT@", ShortText(finding)), "@CALL@",
                         CallText("function", finding.smallest));
}

std::string ScriptText(const Port& port, const Finding& finding) {
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
  std::string text =
      fmt::format("{}import os, subprocess, sys, time\n\nPATH = {}\n",
                  Headline(left.called, right.called, finding.signature.law), ScriptPath(port));
  text += CodeText(plain, other);
  text += Replaced(std::string(kParent), "@TIMEOUT@",
                   finding.violation.difference == "timeout" ? "5" : "60");
  const Asking asking(finding, left, right, other == plain);
  text += in_one ? asking.OfOne() : asking.Twice();
  return text + fmt::format(
                    "print(\"--- {}:\", left, \"--- {}:\", right, sep=\"\\n\")\nsys.exit(left != "
                    "right)\n",
                    left.label, right.label);
}

std::vector<std::string> ScriptTexts(const Port& port, const Finding& finding) {
  std::vector<std::string> texts;
  if (auto brief = ShortScriptText(port, finding)) texts.push_back(*std::move(brief));
  if (finding.seen.empty()) texts.push_back(ScriptText(port, finding));
  // What differs once in a thousand calls does so sooner in one process than in many.
  if (Wavers(finding) && finding.signature.law == "fresh-process" && !port.LivesElsewhere()) {
    Finding again = finding;
    again.signature.law = "replay";
    texts.push_back(Replaced(ScriptText(port, again), "the law \"replay\"",
                             "the law \"fresh-process\", by calling it again and again"));
  }
  if (!finding.seen.empty()) texts.push_back(ScriptText(port, finding));
  return texts;
}

}  // namespace lockstep
