#include "harness/pipeline/check.h"
#include "harness/pipeline/ladder.h"
#include "harness/pipeline/probe.h"
#include "harness/pipeline/script_text.h"
#include "harness/pipeline/views.h"
#include "oracles/registry.h"

namespace lockstep {

Result<Replayed> Replay(const Port& claim, const Stored& stored, const Workshop& workshop) {
  const Port port = SeenUnder(claim, stored.signature.law);
  auto runner = workshop.open_runner(port);
  if (!runner) return runner.error();
  const auto oracles = StandardOracles(port);
  const Probe probe(port, oracles, **runner);
  auto before = stored.prefix;
  if (stored.signature.law == "replay") before = {stored.subject};
  before.push_back(stored.subject);
  auto left = probe.ObserveLast(Ladder::Quiet(stored.left), {&stored.subject, 1});
  if (!left) return left.error();
  auto right = probe.ObserveLast(Ladder::Quiet(stored.right), before);
  if (!right) return right.error();
  Replayed replayed;
  replayed.trial = {stored.subject, {std::move(*left), std::move(*right)}};
  for (const auto& oracle : oracles) {
    auto verdicts = oracle->Judge(replayed.trial, port.contract);
    std::move(verdicts.begin(), verdicts.end(), std::back_inserter(replayed.verdicts));
  }
  replayed.call = stored.call;
  Finding finding;
  finding.signature = stored.signature;
  finding.left = stored.left;
  finding.right = stored.right;
  finding.smallest = stored.subject;
  finding.prefix = stored.prefix;
  finding.violation.difference = stored.signature.difference;
  replayed.script = ScriptText(port, finding);
  return replayed;
}

}  // namespace lockstep
