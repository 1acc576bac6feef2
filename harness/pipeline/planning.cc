#include "harness/pipeline/planning.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "fuzzers/source.h"
#include "harness/pipeline/learn/examples.h"
#include "harness/pipeline/learn/lessons.h"
#include "harness/pipeline/port_words.h"
#include "harness/pipeline/run/accepted_cases.h"
#include "harness/pipeline/run/given_case.h"
#include "harness/pipeline/weighing.h"

namespace lockstep {
namespace {

constexpr std::size_t kFiniteLimit = 256;

bool IsToBeInferred(const Port& port) { return !port.stateful && port.inferred; }

// Why it cannot be driven; empty where it can.
std::string WhyNotDriven(const PortContext& context) {
  return context.report.why.empty() ? WhyUnsupported(context.port) : context.report.why;
}

void LeaveUndriven(PortContext& context, const std::string& why) {
  const bool stopped = context.claim.inferred && context.should_stop();  // before it was found out
  if (stopped)
    context.report.why = "the run was stopped while its inputs were inferred";
  else
    context.Refuse(Status::kUnsupported, why);
}

void AddAccepted(const std::vector<Accepted>& accepted, std::vector<Case>& cases) {
  for (const auto& one : accepted) std::ranges::move(CasesOf(one), std::back_inserter(cases));
}

void AddExamples(const PortContext& context, std::vector<Case>& cases) {
  if (!context.claim.examples || context.port.stateful) return;
  std::ranges::move(ExamplesOf(*context.native), std::back_inserter(cases));
}

}  // namespace

Result<Inferred> DomainOf(const PortContext& context) {
  const Port& port = context.port;
  if (IsToBeInferred(port))
    return InferParameters(port, *context.native, *context.runner, context.should_stop);
  return Inferred{port.parameters, port.parameters_text, context.report.why};
}

void AdoptDomain(PortContext& context, const Inferred& inferred) {
  if (!IsToBeInferred(context.port)) return;
  context.report.why = inferred.why;
  context.Learn(Taking(context.port, inferred));
}

bool PlanRuns(PortContext& context) {
  const Port& port = context.port;
  context.report.domain = DomainText(port);
  if (context.native) context.report.evidence.never_given = NeverGiven(port, *context.native);
  if (const std::string why = WhyNotDriven(context); !why.empty()) {
    LeaveUndriven(context, why);
    return false;
  }
  context.plan = MakePlan(port, context.oracles, context.claim.cases,
                          FiniteSize(port, kFiniteLimit), context.order.until_deadline);
  return true;
}

Result<Excuses> ExcusesOf(const PortContext& context) {
  std::vector<Excuse> all;
  for (const auto& accepted : context.order.accepted) all.push_back(ExcuseOf(accepted));
  all.insert(all.end(), context.order.known.begin(), context.order.known.end());
  return Excuses::Open(std::move(all), context.port, context.workshop);
}

Result<std::vector<Case>> GivenTo(const PortContext& context) {
  std::vector<Case> cases;
  auto stored = context.corpus.Load(context.claim.native, context.claim.called());
  if (!stored) return stored.error();
  for (const auto& entry : *stored) cases.push_back(entry.subject);
  AddAccepted(context.order.accepted, cases);
  AddExamples(context, cases);
  if (context.IsDeclared())
    for (Case& one : cases) JudgeByDomain(one, context.port);
  // A pair may have been checked as functions before it was as classes, and the other way round.
  if (!context.port.stateful)
    std::erase_if(cases, [](const Case& one) { return one.steps.size() != 1; });
  return cases;
}

}  // namespace lockstep
