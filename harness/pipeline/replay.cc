#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "harness/model/law.h"
#include "harness/pipeline/callee.h"
#include "harness/pipeline/check.h"
#include "harness/pipeline/confirm/ladder.h"
#include "harness/pipeline/confirm/probe.h"
#include "harness/pipeline/learn/lessons.h"
#include "harness/pipeline/reproduce/call_of_finding.h"
#include "harness/pipeline/reproduce/script_text.h"
#include "harness/pipeline/run/homes.h"
#include "harness/pipeline/views.h"
#include "oracles/registry.h"

namespace lockstep {

namespace {

Result<std::vector<std::string>> LoadHomes(const Port& port, Runner& runner) {
  const auto native = runner.Load(kNative);
  if (!native) return native.error();
  if (port.kind == Port::Kind::kNativeItself) return HomesOf(*native, nullptr);
  const auto other = runner.Load(Implementation{1});
  if (!other) return other.error();
  return HomesOf(*native, &*other);
}

// With what the run that stored the case had learned.
Port AsStored(Claim claim, const Stored& stored) {
  Port port = AsClaimed(std::move(claim));
  port.attributes = stored.attributes;
  return port;
}

// As the call that was reported has it.
Case AsWritten(const Stored& stored, const Port& port) {
  Case apart = stored.subject;
  apart.literals_apart = true;
  return stored.call.ends_with(CallText(CalleeOf(port.native), apart)) ? apart : stored.subject;
}

Finding FindingOf(const Stored& stored, const Port& port) {
  Finding finding;
  finding.signature = stored.signature;
  finding.left = stored.left;
  finding.right = stored.right;
  finding.smallest = AsWritten(stored, port);
  finding.prefix = stored.prefix;
  // What differs from run to run need not do so at once: its script tries more than once.
  finding.of = IsDeterminismLaw(stored.signature.law) ? 1 : 0;
  return finding;
}

std::string ShortestScript(const Port& port, const Finding& finding, const Workshop& workshop) {
  std::string last;
  for (auto& script : ScriptTexts(port, finding)) {
    last = std::move(script);
    if (workshop.script_shows(port, last)) break;
  }
  return last;
}

std::string_view FamilyOf(const std::string& law) {
  const Law* found = FindLaw(law);
  return found == nullptr ? std::string_view() : found->family;
}

// Of the laws that are broken now, that of the finding, or one of its family. Under a law of
// determinism any difference of the two runs breaks it; what else two settings that are not meant
// to be alike differ in breaks nothing.
std::vector<Verdict> Relevant(std::vector<Verdict> verdicts, const std::string& law) {
  std::vector<Verdict> exact, related, rest;
  for (Verdict& verdict : verdicts) {
    auto* violated = std::get_if<Violated>(&verdict);
    if (violated == nullptr) {
      rest.push_back(std::move(verdict));
    } else if (violated->law == law || IsDeterminismLaw(law)) {
      violated->law = law;
      exact.push_back(std::move(verdict));
    } else if (FamilyOf(violated->law) == FamilyOf(law)) {
      related.push_back(std::move(verdict));
    }
  }
  auto& broken = exact.empty() ? related : exact;
  std::move(rest.begin(), rest.end(), std::back_inserter(broken));
  return std::move(broken);
}

}  // namespace

Result<Replayed> Replay(const Claim& claim, const Stored& stored, const Workshop& workshop) {
  Port port = AsStored(SeenUnder(claim, stored.signature.law), stored);
  auto runner = workshop.open_runner(port);
  if (!runner) return runner.error();
  auto homes = LoadHomes(port, **runner);
  if (!homes) return homes.error();
  port = {port, AtHome(port, std::move(*homes))};
  (*runner)->AtHome(port.homes);
  const auto oracles = StandardOracles(port);
  const Probe probe(port, oracles, **runner);
  Finding finding = FindingOf(stored, port);
  const auto calls = CallsThen(CalledBefore(finding), stored.subject);
  auto left = probe.ObserveLast(Quiet(stored.left), {&stored.subject, 1});
  if (!left) return left.error();
  auto right = probe.ObserveLast(Quiet(stored.right), calls);
  if (!right) return right.error();
  Replayed replayed;
  replayed.trial = {stored.subject, {std::move(*left), std::move(*right)}};
  for (const auto& oracle : oracles) {
    auto verdicts = oracle->Judge(replayed.trial, port.contract);
    std::move(verdicts.begin(), verdicts.end(), std::back_inserter(replayed.verdicts));
  }
  replayed.verdicts = Relevant(std::move(replayed.verdicts), stored.signature.law);
  std::stable_partition(
      replayed.verdicts.begin(), replayed.verdicts.end(), [&](const Verdict& verdict) {
        const auto* violated = std::get_if<Violated>(&verdict);
        return violated != nullptr && violated->difference == stored.signature.difference;
      });
  replayed.call = stored.call;
  bool broken = false;
  for (const auto& verdict : replayed.verdicts)
    if (const auto* violated = std::get_if<Violated>(&verdict);
        violated != nullptr && finding.violation.difference != stored.signature.difference) {
      finding.violation = *violated;
      broken = true;
    }
  finding.violation.difference = stored.signature.difference;
  if (broken) replayed.script = ShortestScript(port, finding, workshop);
  return replayed;
}

}  // namespace lockstep
