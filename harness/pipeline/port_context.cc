#include "harness/pipeline/port_context.h"

#include <utility>

namespace lockstep {

PortContext::PortContext(Claim claimed, PortOrder asked, const Workshop& tools, Corpus& kept,
                         Journal& log, Progress& listener, std::shared_ptr<Deadline> end)
    : claim(std::move(claimed)),
      order(std::move(asked)),
      workshop(tools),
      corpus(kept),
      journal(log),
      progress(listener),
      deadline(std::move(end)),
      should_stop([heeded = deadline] { return heeded->Over(); }),
      port(AsClaimed(claim)) {}

void PortContext::Learn(Learned learned) { port = Port{claim, std::move(learned)}; }

void PortContext::Refuse(Status status, const std::string& why) {
  report.status = status;
  report.why = why;
}

bool PortContext::IsDeclared() const {
  return !claim.declared.parameters.empty() || !claim.declared.operations.empty();
}

}  // namespace lockstep
