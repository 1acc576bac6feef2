// Examining turns candidates into findings: confirmed k of n, shrunk, named, with a script.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "harness/pipeline/confirm/fate.h"
#include "harness/pipeline/confirm/inquest.h"
#include "harness/pipeline/confirm/ladder.h"
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

class Examiner {
 public:
  Examiner(const Port& port, const Oracles& oracles, const Excuses& excuses, Runner& runner,
           const Workshop& workshop, Progress& progress, Deadline& deadline);

  // The operations of a class for which the port has no method (missing_methods.h).
  void Lacks(std::vector<std::string> operations) { lacking_ = std::move(operations); }

  // `calls_before` gives the calls that ran before a candidate's case in one of its settings.
  using History = std::function<std::vector<Case>(const Candidate&, const Run&)>;
  Result<Examined> Examine(const Candidates& candidates, const History& history);

  // A process that dies on its way out after these cases.
  Result<std::optional<Finding>> ExamineExit(const Run& run, std::vector<Case> cases);

 private:
  using Found = Result<Fate>;
  // Into what it is, within the time that it may take.
  Found LookInto(const Candidate& candidate, const History& history);
  Found Equivalence(const Candidate& candidate, const History& history);
  Found Determinism(const Candidate& candidate, Implementation blamed, const History& history);
  Found OfTimeOut(const Candidate& candidate, const Unconfirmed& unconfirmed);
  Found AfterEarlier(Finding finding, const Candidate& candidate, const History& history);
  Found Finished(Finding finding, const BreachKey& key);
  Result<void> Resolve(Examined& examined);
  Result<void> Resolve(const Candidate& candidate, Unconfirmed unconfirmed, Examined& examined);
  void LeaveUnseen(const Candidate& candidate, Examined& examined) const;
  void Leave(const Candidate& candidate, const Unconfirmed& unconfirmed, const std::string& why,
             Examined& examined) const;

  static Finding Begun(const Candidate& candidate);
  // In how many rounds, of Finding::of, the original shows again.
  int Confirmed(const Finding& finding, const BreachKey& key) const;
  std::optional<Case> ShrunkFirst(const Finding& finding, const BreachKey& key) const;
  // The verdict on the smallest case, from two fresh observations.
  Result<Violated> Redescribe(const Finding& finding, const Violated& seen, bool& stable);
  // Whether an implementation agrees with itself on the case, in fresh processes.
  Result<bool> Consistent(const Case& subject, const Run& run);
  // The same in a fresh process of each setting.
  Result<bool> Agrees(const Case& subject, const Run& run, std::span<const Run> others) const;
  // The same in one setting, wherever its memory lies: what another hash seed does is not asked.
  Result<bool> Repeats(const Case& subject, const Run& run) const;
  Result<bool> DiffersAsItIs(const Candidate& candidate);
  bool Forbidden(const std::string& law) const;
  // Whether the candidate's case comes to one that was met before; it is counted where that one is
  // excused.
  bool IsMet(const Candidate& candidate, const std::optional<Case>& smallest);
  bool MayBeBlamedForVarying() const;

  const Port& port_;
  std::vector<std::string> lacking_;
  const Oracles& oracles_;
  const Excuses& excuses_;
  Probe probe_;
  Progress& progress_;
  Deadline& deadline_;
  const std::function<bool()> should_stop_ = [this] { return deadline_.Over(); };
  Minimizer smallest_;
  Rendering rendering_;
  std::set<Implementation> nondeterministic_;  // those with a finding of that family
  std::map<std::string, std::uint64_t> covered_;
  // Not to be had again; looked into when all else is known.
  std::vector<std::pair<const Candidate*, Unconfirmed>> unconfirmed_;
  // Encoded smallest cases so far, those within the domain and those off it apart.
  using Likes = std::pair<FailureBucket, bool>;
  static Likes LikesOf(const BreachKey& key) { return {BucketOf(key), key.off_domain}; }
  std::map<Likes, std::set<std::vector<std::uint8_t>>> ends_;
};

}  // namespace lockstep
