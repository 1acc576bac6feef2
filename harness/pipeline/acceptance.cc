#include "harness/pipeline/acceptance.h"

#include "harness/pipeline/run/given_case.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

bool IsOutside(const PortContext& context, const Accepted& accepted) {
  auto subject = wire::DecodeCase(accepted.encoded_case);
  if (!context.IsDeclared() || !subject) return false;
  JudgeByDomain(*subject, context.port);
  return subject->off_domain;
}

void Tell(const PortContext& context, Finding& finding) {
  const Excuse* excuse = context.excuses.Named(finding.excuse);
  const Candidates& candidates = context.sum.candidates;
  finding.alone = excuse != nullptr ? excuse->alone : IsAlone(finding, candidates);
  finding.varieties = excuse != nullptr ? excuse->varieties
                      : finding.alone   ? Varieties()
                                        : context.excuses.Seen(finding, candidates);
}

// Whether the difference was seen again.
bool Mark(PortContext& context, const Accepted& accepted) {
  bool seen = context.examined.covered.contains(accepted.id);
  for (Finding& finding : context.examined.findings) {
    if (finding.excuse != accepted.id) continue;
    finding.accepted_reason = accepted.reason;
    seen = true;
  }
  return seen;
}

Note Stale(const Accepted& accepted) {
  return {"stale-accepted",
          accepted.id + " " + accepted.law +
              ": the accepted difference was not seen again; its stored case ran",
          accepted.call, 1};
}

}  // namespace

void CountCovered(PortContext& context) {
  for (const auto& [key, candidate] : context.sum.candidates)
    if (!key.excuse.empty()) context.examined.covered[key.excuse] += candidate.count;
  for (Finding& finding : context.examined.findings) Tell(context, finding);
}

// What was not looked for is not called stale: another law was asked about, the run was stopped, or
// its case is outside the domain (another [[port]] of the pair may have it inside).
void MarkAccepted(PortContext& context) {
  auto& covered = context.examined.covered;
  for (Finding& finding : context.examined.findings)
    if (!finding.excuse.empty()) finding.covered = covered[finding.excuse];
  for (const auto& accepted : context.order.accepted) {
    const bool seen = Mark(context, accepted);
    const bool asked = context.port.contract.Applies(accepted.law) || accepted.law.empty();
    if (!asked && !seen) continue;
    context.report.accepted.push_back({accepted.id, accepted.law, accepted.call, accepted.when,
                                       accepted.reason, covered[accepted.id]});
    if (!seen && !context.deadline->Over() && !IsOutside(context, accepted))
      context.report.notes.push_back(Stale(accepted));
  }
}

}  // namespace lockstep
