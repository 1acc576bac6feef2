// Examining turns candidates into findings: confirmed k of n, shrunk, named, with a script.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/pipeline/confirm/docket.h"
#include "harness/pipeline/confirm/fate.h"
#include "harness/pipeline/confirm/investigator.h"
#include "harness/pipeline/confirm/minimizer.h"
#include "harness/pipeline/confirm/probe.h"
#include "harness/pipeline/deadline.h"
#include "harness/pipeline/progress.h"
#include "harness/pipeline/reproduce/rendering.h"
#include "harness/pipeline/workshop.h"

namespace lockstep {

struct Examined {
  std::vector<Finding> findings;  // ordered by signature, one for each
  std::vector<Note> notes;
  std::map<std::string, std::uint64_t> covered;  // by an excuse's id: cases that differed
  std::set<std::string> laws_left;  // of what differs and was not looked at: the run was stopped
  // Of what was seen and is no finding: why they do not hold.
  std::map<std::string, std::string> unresolved;
  std::vector<Sighting> sightings;
  std::uint64_t wavered = 0;  // breaches in which one implementation gave two answers
};

// Goes through the candidates of a port in the order of the docket. Each is looked into within the
// time that it may take; what is not to be had again is resolved when all else is known.
class Examiner {
 public:
  Examiner(const Port& port, const Oracles& oracles, const Excuses& excuses, Runner& runner,
           const Workshop& workshop, Progress& progress, Deadline& deadline);
  Examiner(const Examiner&) = delete;
  Examiner& operator=(const Examiner&) = delete;

  // The operations of a class for which the port has no method (missing_methods.h).
  void Lacks(std::vector<std::string> operations) { lacking_ = std::move(operations); }

  using History = Investigator::History;
  Result<Examined> Examine(const Candidates& candidates, const History& history);

  // A process that dies on its way out after these cases.
  Result<std::optional<Finding>> ExamineExit(const Run& run, std::vector<Case> cases);

 private:
  // What one walk through the candidates has come to.
  struct Walk {
    Examined examined;
    std::map<std::string, Finding> by_id;
    std::set<std::pair<std::string, Implementation>> words;
    Quotas quotas;
    std::vector<Note> notes;  // what turned out to be no finding
    std::vector<std::pair<const Candidate*, Unconfirmed>> unconfirmed;
    Deadline::Time dear_begun;
  };

  // Told without being looked into.
  bool IsTold(const Candidate& candidate, Walk& walk) const;
  bool IsPassedOver(const Candidate& candidate, Walk& walk) const;
  bool IsTooLate(const Candidate& candidate, Walk& walk) const;
  Result<void> LookInto(const Candidate& candidate, const History& history, Walk& walk);
  void Take(const Candidate& candidate, Fate fate, Walk& walk) const;
  static void TakeFinding(const Candidate& candidate, Finding finding, Walk& walk);
  Result<void> Resolve(Walk& walk);
  Result<void> Resolve(const Candidate& candidate, Unconfirmed unconfirmed, Examined& examined);
  void TakeVarying(const Candidate& candidate, Unconfirmed unconfirmed, Finding finding,
                   Examined& examined);
  void Conclude(Walk& walk);
  void LeaveUnseen(const Candidate& candidate, Examined& examined) const;
  void Leave(const Candidate& candidate, const Unconfirmed& unconfirmed, const std::string& why,
             Examined& examined) const;

  const Port& port_;
  std::vector<std::string> lacking_;
  const Oracles& oracles_;
  const Probe probe_;
  Progress& progress_;
  Deadline& deadline_;
  const std::function<bool()> should_stop_ = [this] { return deadline_.Over(); };
  const Minimizer smallest_;
  const Rendering rendering_;
  Investigator investigator_;
};

}  // namespace lockstep
