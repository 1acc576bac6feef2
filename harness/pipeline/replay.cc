#include "harness/pipeline/callee.h"
#include "harness/pipeline/check.h"
#include "harness/pipeline/ladder.h"
#include "harness/pipeline/probe.h"
#include "harness/pipeline/script_text.h"
#include "harness/pipeline/views.h"
#include "oracles/registry.h"

namespace lockstep {

namespace {

// Where the two classes are at home: what results are compared by (projection.h).
Result<std::vector<std::string>> HomesOf(const Port& port, Runner& runner) {
  std::vector<std::string> homes;
  const bool alone = port.kind == Port::Kind::kNativeItself;
  for (const Implementation side : {kNative, Implementation{1}}) {
    if (!port.stateful || (alone && side != kNative)) break;
    auto loaded = runner.Load(side);
    if (!loaded) return loaded.error();
    homes.insert(homes.end(), loaded->modules.begin(), loaded->modules.end());
  }
  return homes;
}

// As the call that was reported has it.
Case AsWritten(const Stored& stored, const Port& port) {
  Case apart = stored.subject;
  apart.literals_apart = true;
  return stored.call.ends_with(CallText(CalleeOf(port.native), apart)) ? apart : stored.subject;
}

}  // namespace

Result<Replayed> Replay(const Port& claim, const Stored& stored, const Workshop& workshop) {
  Port port = SeenUnder(claim, stored.signature.law);
  auto runner = workshop.open_runner(port);
  if (!runner) return runner.error();
  auto homes = HomesOf(port, **runner);
  if (!homes) return homes.error();
  port.homes = std::move(*homes);
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
  finding.smallest = AsWritten(stored, port);
  finding.prefix = stored.prefix;
  for (const auto& verdict : replayed.verdicts)
    if (const auto* violated = std::get_if<Violated>(&verdict);
        violated != nullptr && violated->law == stored.signature.law &&
        finding.violation.difference != stored.signature.difference)
      finding.violation = *violated;
  finding.violation.difference = stored.signature.difference;
  replayed.script = ScriptText(port, finding);
  return replayed;
}

}  // namespace lockstep
