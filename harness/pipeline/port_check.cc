#include "harness/pipeline/port_check.h"

#include <utility>

#include "harness/pipeline/conclusion.h"
#include "harness/pipeline/examining.h"
#include "harness/pipeline/learn/lessons.h"
#include "harness/pipeline/loading.h"
#include "harness/pipeline/planning.h"
#include "harness/pipeline/port_words.h"

namespace lockstep {

PortCheck::PortCheck(Claim claim, PortOrder order, const Workshop& workshop, Corpus& corpus,
                     Journal& journal, Progress& progress, std::shared_ptr<Deadline> deadline)
    : context_(std::move(claim), std::move(order), workshop, corpus, journal, progress,
               std::move(deadline)) {}

void PortCheck::Follow(const Port& first) { context_.Learn(Following(context_.port, first)); }

Result<void> PortCheck::Load(Runner* native) { return LoadSides(context_, native); }

void PortCheck::AtHome(std::vector<std::string> modules) {
  SettleHomes(context_, std::move(modules));
}

Result<Inferred> PortCheck::Infer() const { return DomainOf(context_); }

void PortCheck::Adopt(const Inferred& inferred) { AdoptDomain(context_, inferred); }

bool PortCheck::Plan() { return PlanRuns(context_); }

Result<void> PortCheck::OpenExcuses() {
  auto opened = ExcusesOf(context_);
  if (!opened) return opened.error();
  context_.excuses = std::move(*opened);
  return {};
}

Result<std::vector<Case>> PortCheck::Given() const { return GivenTo(context_); }

Participant PortCheck::ParticipantOf(std::uint32_t unit) {
  return {context_.port,
          context_.oracles,
          *context_.runner,
          context_.plan.RunsOf(unit == Supply::kGivenUnit ? 0 : unit),
          [deadline = context_.deadline] { return deadline->Now(); },
          &context_.excuses};
}

void PortCheck::Absorb(const UnitResult& unit, std::uint32_t number) {
  AbsorbUnit(context_, unit, number);
}

bool PortCheck::IsNew(const Candidates& candidates) const { return AnyNew(context_, candidates); }

Result<void> PortCheck::Examine(const Supply& supply, bool last) {
  return ExamineSeen(context_, supply, last);
}

PortReport PortCheck::Unreached(const std::string& why) {
  PortReport& report = context_.report;
  report.native = context_.claim.native;
  report.port = context_.claim.called();
  report.kind = KindName(context_.port);
  if (!refused()) report.why = why;
  return std::move(report);
}

PortReport PortCheck::Conclude() {
  if (refused()) return std::move(context_.report);
  return lockstep::Conclude(context_.port, std::move(context_.report), std::move(context_.sum),
                            std::move(context_.examined));
}

}  // namespace lockstep
