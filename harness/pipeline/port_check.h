// A PortCheck is one port's way through a check: load, plan, judge, examine, report. The cases and
// the runs of native are those of the matrix that it stands in (matrix_check.h).
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "corpora/corpus.h"
#include "harness/model/accepted.h"
#include "harness/model/report.h"
#include "harness/pipeline/examine.h"
#include "harness/pipeline/inference.h"
#include "harness/pipeline/journal.h"
#include "harness/pipeline/supply.h"
#include "harness/pipeline/unit_run.h"
#include "harness/pipeline/workshop.h"

namespace lockstep {

struct PortOrder {  // what is asked for one port
  std::uint64_t seed = 0;
  std::size_t jobs = 1;
  bool until_deadline = false;  // cases do not end the run
  std::optional<std::chrono::steady_clock::time_point> deadline;
  std::vector<Accepted> accepted = {};  // of this port
  std::vector<Excuse> known = {};       // what an earlier report has of it
};

class PortCheck {
 public:
  PortCheck(Port port, PortOrder order, const Workshop& workshop, Corpus& corpus, Journal& journal,
            Progress& progress, std::function<bool()> should_stop);

  // What was learned of a class when the first port of its matrix was loaded. Before Load().
  void Follow(const Port& first);
  // Opens the port's processes and loads both sides. Native runs in the processes of `native`,
  // where there is one. An Error when a side cannot be run at all.
  Result<void> Load(Runner* native);
  // Whether it turned out that the port cannot be run, and the report says why.
  bool refused() const { return report_.status != Status::kUntested; }
  // The domain, where none is declared.
  Result<Inferred> Infer();
  void Adopt(const Inferred& inferred);
  // False: the port cannot be driven, and the report says why.
  bool Plan();
  // Once the domain is known. An Error where a predicate is no expression.
  Result<void> OpenExcuses();
  // What the corpus, the accepted differences and the docstring's examples give.
  Result<std::vector<Case>> Given() const;

  Entrant EntrantOf(std::uint32_t unit);
  void Absorb(const UnitResult& unit, std::uint32_t number);
  Result<void> Examine(const Supply& supply);
  PortReport Conclude();

  const Port& port() const { return port_; }
  const PortOrder& order() const { return order_; }
  const Hints& hints() const { return hints_; }
  lockstep::Plan& plan() { return plan_; }
  Runner& runner() { return *runner_; }
  const Oracles& oracles() const { return oracles_; }
  std::vector<Finding>& findings() { return examined_.findings; }
  const std::vector<Interpreter>& interpreters() const { return interpreters_; }

 private:
  Result<void> LoadPort();
  Result<void> PrepareClass();
  Result<void> Reopen();
  void Refuse(Status status, const std::string& why);
  void Accept(std::vector<Finding>& findings);
  bool IsOutside(const Accepted& accepted) const;
  std::vector<Case> CallsBefore(const Supply& supply, const Candidate& candidate,
                                const Setting& setting) const;

  Port port_;
  PortOrder order_;
  const Workshop& workshop_;
  Corpus& corpus_;
  Journal& journal_;
  Progress& progress_;
  std::function<bool()> should_stop_;
  const bool declared_;  // its domain, by whoever wrote the manifest

  std::unique_ptr<Runner> runner_;
  std::vector<Interpreter> interpreters_;
  std::optional<Loaded> native_, other_;
  Oracles oracles_;
  lockstep::Plan plan_;
  Excuses excuses_;
  Hints hints_;
  UnitResult sum_;
  std::optional<std::uint32_t> dying_unit_;
  Examined examined_;
  PortReport report_;
};

}  // namespace lockstep
