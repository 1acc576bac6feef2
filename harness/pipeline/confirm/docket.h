// A Docket is in which order candidates are looked into, and how many of a kind.
#pragma once

#include <map>
#include <vector>

#include "harness/pipeline/run/candidate.h"

namespace lockstep {

// Determinism first: what does not agree with itself is not compared with anything else. Then what
// nothing excuses and the simplest, for they are close to the smallest. What is dear comes last.
std::vector<const Candidate*> InOrder(const Candidates& candidates);

bool IsSlow(const std::string& difference);

// How many candidates of one failure bucket are looked into.
class Quotas {
 public:
  // Whether one of its kind was met before.
  bool Knows(const BreachKey& key) const { return taken_.contains(BucketOf(key)); }
  // Whether it is to be looked into; it counts as one that was.
  bool Take(const BreachKey& key);
  // What came of one was more than what is excused.
  void Found(const BreachKey& key) { ++taken_[BucketOf(key)].found; }

 private:
  struct Taken {
    std::size_t tried = 0, found = 0;
  };
  std::map<FailureBucket, Taken> taken_;
};

}  // namespace lockstep
