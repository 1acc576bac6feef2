#include "harness/pipeline/reproduce/short_script.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "harness/model/difference_class.h"
#include "harness/pipeline/reproduce/filled.h"
#include "harness/pipeline/reproduce/pieces.h"
#include "harness/pipeline/reproduce/script_calls.h"
#include "harness/pipeline/reproduce/script_heading.h"
#include "harness/pipeline/reproduce/script_path.h"
#include "harness/pipeline/reproduce/script_side.h"
#include "harness/pipeline/reproduce/sequence_script.h"

namespace lockstep {
namespace {

// "heapq:nsmallest" as an expression.
std::string Attribute(const std::string& target) {
  const auto colon = target.find(':');
  return fmt::format("importlib.import_module(\"{}\").{}", target.substr(0, colon),
                     target.substr(colon + 1));
}

// A text, which is a value, keeps its addresses: only what shows an object loses them.
std::string ShortCall(const Finding& finding) {
  const std::string text = "repr(" + CallText("function", finding.smallest) + ")";
  return Filled(
      pieces::kShortCall,
      {{"TEXT",
        Tells(finding, "0x...") ? "re.sub(\"0x[0-9a-f]+\", \"0x...\", " + text + ")" : text}});
}

// Of `modules`, those that the call names.
std::string ShortSides(const Port& port, const Finding& finding,
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

}  // namespace

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

}  // namespace lockstep
