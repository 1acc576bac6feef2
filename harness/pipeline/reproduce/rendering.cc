#include "harness/pipeline/reproduce/rendering.h"

#include "harness/pipeline/callee.h"
#include "harness/pipeline/missing_methods.h"
#include "harness/pipeline/reproduce/call_of_finding.h"
#include "harness/pipeline/reproduce/script_text.h"

namespace lockstep {

void Rendering::Of(Finding& finding) const {
  finding.stateful = port_.stateful;
  finding.observe = port_.observe;
  finding.attributes = port_.attributes.value_or(std::vector<std::string>());
  finding.signature = SignatureOf(port_, finding.violation);
  if (IsOfLacking(lacking_, finding.violation)) TellLacking(lacking_, finding);
  finding.case_digest = CaseDigest(finding.smallest);
  finding.parameters = NamesForPredicate(port_);
  const Excuse* excuse = excuses_.Of(finding);
  finding.excuse = excuse == nullptr ? "" : excuse->id;
  finding.id = IdOf(finding);
  Write(finding);
  if (!finding.script_shows) WriteApart(finding);
}

std::string Rendering::IdOf(const Finding& finding) const {
  if (!finding.excuse.empty()) return finding.excuse;
  const std::string id = FindingId(finding.signature);
  return excuses_.Named(id) != nullptr ? FindingId(finding.signature, finding.smallest) : id;
}

void Rendering::Write(Finding& finding) const {
  finding.call = CallOf(port_, finding);
  finding.after = AfterText(port_, finding);
  for (auto& script : ScriptTexts(port_, finding)) {
    finding.script = std::move(script);
    finding.script_shows = workshop_.script_shows(port_, finding.script);
    if (finding.script_shows) break;
  }
}

// A function may tell apart what is equal but not the same.
void Rendering::WriteApart(Finding& finding) const {
  Finding apart = finding;
  apart.smallest.literals_apart = true;
  const auto callee = CalleeOf(port_.native);
  if (CallText(callee, apart.smallest) == CallText(callee, finding.smallest)) return;
  Write(apart);
  if (apart.script_shows) finding = std::move(apart);
}

}  // namespace lockstep
