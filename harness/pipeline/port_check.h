// A PortCheck is one port's way through a check: load, plan, judge, examine, report. The cases and
// the runs of native are those of the matrix that it stands in (matrix_check.h).
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "corpora/corpus.h"
#include "harness/model/accepted.h"
#include "harness/model/report.h"
#include "harness/pipeline/confirm/examine.h"
#include "harness/pipeline/deadline.h"
#include "harness/pipeline/journal.h"
#include "harness/pipeline/learn/inference.h"
#include "harness/pipeline/run/supply.h"
#include "harness/pipeline/run/unit_run.h"
#include "harness/pipeline/workshop.h"

namespace lockstep {

struct PortOrder {  // what is asked for one port
  std::uint64_t seed = 0;
  std::size_t jobs = 1;
  bool until_deadline = false;  // cases do not end the run
  std::optional<std::chrono::steady_clock::time_point> deadline;
  std::vector<Accepted> accepted;  // of this port
  // Of several ports: one that cannot be loaded is an entry that says so, and the run goes on.
  bool among_several = false;
  std::vector<Excuse> known = {};  // what an earlier report has of it
};

class PortCheck {
 public:
  // The deadline is heeded by the port's processes too, as long as they live.
  PortCheck(Claim claim, PortOrder order, const Workshop& workshop, Corpus& corpus,
            Journal& journal, Progress& progress, std::shared_ptr<Deadline> deadline);

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

  // Modules that its sides are defined in, and those of the ports that share native with it.
  void AtHome(std::vector<std::string> modules);
  Participant ParticipantOf(std::uint32_t unit);
  void Absorb(const UnitResult& unit, std::uint32_t number);
  // Into what was not looked into yet. What `last` concludes needs all of it.
  Result<void> Examine(const Supply& supply, bool last);
  // Whether there are differences of a kind among them that was not looked into yet.
  bool IsNew(const Candidates& candidates) const;
  PortReport Conclude();
  // In place of it, where the deadline came before any case could be run.
  PortReport Unreached(const std::string& why);

  const Port& port() const { return port_; }
  const PortOrder& order() const { return order_; }
  const Hints& hints() const { return hints_; }
  lockstep::Plan& plan() { return plan_; }
  Runner& runner() { return *runner_; }
  const Oracles& oracles() const { return oracles_; }
  std::vector<Finding>& findings() { return examined_.findings; }
  const std::vector<Interpreter>& interpreters() const { return interpreters_; }

 private:
  // The claim, with what is known of it now.
  void Learn(Learned learned) { port_ = Port{claim_, std::move(learned)}; }
  Result<void> LoadPort();
  Result<void> NotLoaded(const Error& error);
  Result<void> PrepareClass();
  Result<void> Reopen();
  Result<std::unique_ptr<Runner>> OpenRunner() const;
  void Refuse(Status status, const std::string& why);
  void Trace(const Supply& supply);
  void Accept(std::vector<Finding>& findings);
  bool IsOutside(const Accepted& accepted) const;
  void CountCovered();
  Result<void> ExamineNew(const Supply& supply);
  Result<void> ExamineExit(const Supply& supply);
  Result<void> Keep(const std::vector<Finding>& findings);

  const Claim claim_;
  Port port_;
  PortOrder order_;
  const Workshop& workshop_;
  Corpus& corpus_;
  Journal& journal_;
  Progress& progress_;
  std::shared_ptr<Deadline> deadline_;
  std::function<bool()> should_stop_ = [deadline = deadline_] { return deadline->Over(); };
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
  std::optional<Examiner> examiner_;
  std::set<BreachKey> looked_into_;
  std::set<FailureBucket> kinds_;  // of those
  Examined examined_;
  PortReport report_;
};

}  // namespace lockstep
