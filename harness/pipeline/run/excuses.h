// Excuses are what one port's run need not fail for, and which cases they cover. What they cover is
// taken for agreed: is there still something that differs?
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "fuzzers/shrinker.h"
#include "harness/model/excuse.h"
#include "harness/pipeline/run/candidate.h"
#include "harness/pipeline/run/predicate.h"

namespace lockstep {

// Hexadecimal; equal for equal calls.
std::string CaseDigest(const Case& subject);

// Whether no other case was seen to differ like the finding's smallest one, but for what is
// excused.
bool IsAlone(const Finding& finding, const Candidates& candidates);

class Excuses {
 public:
  Excuses() = default;
  // An Error where a predicate is no expression.
  static Result<Excuses> Open(std::vector<Excuse> all, const Port& port, const Workshop& workshop);

  bool empty() const { return all_.empty(); }
  const std::vector<Excuse>& all() const { return all_; }

  // How an excuse fits a case, whatever the difference.
  struct Fit {
    const Excuse* excuse;
    bool exact;  // it is the stored case
  };
  std::vector<std::vector<Fit>> FitsOf(std::span<const Case> cases) const;

  // Whether there is one for this kind of difference.
  bool Concern(const Violated& violation) const;
  // What units have seen: whether the cases of its excuses still differ.
  void Meet(const Candidates& candidates);
  // Writes into a candidate which excuse covers it, or to which variety of the others it belongs.
  void Mark(Candidate& candidate, const std::vector<Fit>& fits) const;

  // The one that covers a finding: by its smallest case, or by where the predicate is true. What
  // does not come every time has no smallest case to go by.
  const Excuse* Of(const Finding& finding) const;
  const Excuse* Of(const Violated& violation, const Case& smallest) const;
  // By its id; null: there is none.
  const Excuse* Named(const std::string& id) const;

  // The varieties of what differs like a finding and is not excused.
  Varieties Seen(const Finding& finding, const Candidates& candidates) const;

  // The same question, where cases that are excused apart from others do not fail: those that a
  // predicate covers, and those that differed alone.
  SameFailure Beyond(const Violated& violation, SameFailure fails) const;

 private:
  Varieties KnownVarieties(const Violated& violation) const;
  bool LooksLikeSeen(const Excuse& excuse, const Violated& violation, const Case& smallest) const;

  std::vector<Excuse> all_;
  std::set<std::string> standing_;  // by id: those whose case was seen to differ
  std::vector<std::shared_ptr<Predicate>> predicates_;  // of all_; null where there is none
};

}  // namespace lockstep
