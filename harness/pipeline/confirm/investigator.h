// An Investigator looks into one candidate: whether it comes again, which law that breaks, and what
// the smallest case of it is. It remembers what earlier candidates came to.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/pipeline/confirm/consistency.h"
#include "harness/pipeline/confirm/fate.h"
#include "harness/pipeline/confirm/ladder.h"
#include "harness/pipeline/confirm/minimizer.h"
#include "harness/pipeline/confirm/probe.h"
#include "harness/pipeline/progress.h"
#include "harness/pipeline/reproduce/rendering.h"
#include "harness/pipeline/run/excuses.h"

namespace lockstep {

class Investigator {
 public:
  using Found = Result<Fate>;
  // Gives the calls that ran before a candidate's case in one of its settings.
  using History = std::function<std::vector<Case>(const Candidate&, const Run&)>;

  // What it works with; all of it outlives it.
  struct Means {
    const Port& port;
    const Oracles& oracles;
    const Excuses& excuses;
    const Probe& probe;
    const Minimizer& smallest;
    const Rendering& rendering;
    Progress& progress;
    std::function<bool()> should_stop;
  };
  explicit Investigator(Means means) : means_(std::move(means)), consistency_(means_.probe) {}

  Found LookInto(const Candidate& candidate, const History& history);
  // The implementation is known to vary from now on; whether that is news.
  bool Suspect(Implementation varying) { return nondeterministic_.insert(varying).second; }

 private:
  // What asking both sides whether they vary came to.
  struct Doubt {
    std::optional<Fate> fate;  // nothing else is asked
    Unconfirmed unconfirmed;
    std::optional<Accounted> accounted;
  };

  Found Equivalence(const Candidate& candidate, const History& history);
  // In how many rounds, of Finding::of, the original shows again.
  int Confirmed(const Finding& finding, const BreachKey& key) const;
  Result<Doubt> Doubted(const Candidate& candidate, const Finding& finding, const History& history);
  Result<void> Ask(const Candidate& candidate, const Run& run, const Finding& finding,
                   const History& history, Doubt& doubt);
  Found NotAgain(Finding finding, const Candidate& candidate, const Doubt& doubt,
                 const History& history);
  Found AfterEarlier(Finding finding, const Candidate& candidate, const History& history);
  Found OfTimeOut(const Candidate& candidate, const Unconfirmed& unconfirmed);
  Found Again(Finding finding, const Candidate& candidate, const std::optional<Case>& early);
  Result<bool> VariesOnSmallest(const Finding& finding) const;

  Found Determinism(const Candidate& candidate, Implementation blamed, const History& history);
  Found Undiagnosed(const Candidate& candidate, std::size_t runs) const;
  Found Diagnosed(const Candidate& candidate, Implementation blamed, Diagnosis diagnosis);

  // The verdict on the smallest case, from two fresh observations.
  Result<Violated> Redescribe(const Finding& finding, const Violated& seen, bool& stable) const;
  Found Finished(Finding finding, const BreachKey& key) const;

  Result<bool> DiffersAsItIs(const Candidate& candidate) const;
  std::optional<Case> ShrunkFirst(const Finding& finding, const BreachKey& key) const;
  // Where the candidate's case comes to one that was met before.
  std::optional<Accounted> Met(const Candidate& candidate,
                               const std::optional<Case>& smallest) const;
  bool Forbidden(const std::string& law) const;
  bool MayBeBlamedForVarying() const;

  const Means means_;
  const Consistency consistency_;
  std::set<Implementation> nondeterministic_;  // those with a finding of that family
  // Encoded smallest cases so far, those within the domain and those off it apart.
  using Likes = std::pair<FailureBucket, bool>;
  static Likes LikesOf(const BreachKey& key) { return {BucketOf(key), key.off_domain}; }
  std::map<Likes, std::set<std::vector<std::uint8_t>>> ends_;
};

}  // namespace lockstep
