// A PortCheck is one port's way through a check: load, plan, judge, examine, report. Each step is a
// function over one context (port_context.h). The cases and the runs of native are those of the
// matrix that it stands in (matrix_check.h).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "harness/pipeline/learn/inference.h"
#include "harness/pipeline/port_context.h"
#include "harness/pipeline/run/supply.h"
#include "harness/pipeline/run/unit_run.h"

namespace lockstep {

class PortCheck {
 public:
  // The deadline is heeded by the port's processes too, as long as they live.
  PortCheck(Claim claim, PortOrder order, const Workshop& workshop, Corpus& corpus,
            Journal& journal, Progress& progress, std::shared_ptr<Deadline> deadline);

  // What was learned of a class when the first port of its matrix was loaded. Before Load().
  void Follow(const Port& first);
  // Native runs in the processes of `native`, where there is one. An Error when a side cannot be
  // run at all.
  Result<void> Load(Runner* native);
  bool refused() const { return context_.refused(); }
  // Modules that its sides are defined in, and those of the ports that share native with it.
  void AtHome(std::vector<std::string> modules);
  // The domain, where none is declared.
  Result<Inferred> Infer() const;
  void Adopt(const Inferred& inferred);
  // False: the port cannot be driven, and the report says why.
  bool Plan();
  // Once the domain is known. An Error where a predicate is no expression.
  Result<void> OpenExcuses();
  // What the corpus, the accepted differences and the docstring's examples give.
  Result<std::vector<Case>> Given() const;
  Participant ParticipantOf(std::uint32_t unit);
  void Absorb(const UnitResult& unit, std::uint32_t number);
  // Whether there are differences of a kind among them that was not looked into yet.
  bool IsNew(const Candidates& candidates) const;
  // Into what was not looked into yet. What `last` concludes needs all of it.
  Result<void> Examine(const Supply& supply, bool last);
  PortReport Conclude();
  // In place of it, where the deadline came before any case could be run.
  PortReport Unreached(const std::string& why);

  const Port& port() const { return context_.port; }
  const Hints& hints() const { return context_.hints; }
  lockstep::Plan& plan() { return context_.plan; }
  Runner& runner() { return *context_.runner; }
  const Oracles& oracles() const { return context_.oracles; }
  std::vector<Finding>& findings() { return context_.examined.findings; }
  const std::vector<Interpreter>& interpreters() const { return context_.interpreters; }

 private:
  PortContext context_;
};

}  // namespace lockstep
