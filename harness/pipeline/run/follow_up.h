// A FollowUp plays a batch again, in runs that only what was seen in it asks for: where turning
// everything at once made a difference, the knobs of one law at a time (group testing: Dorfman,
// "The Detection of Defective Members of Large Populations", 1943); where pickle changed what a
// port gives, native through pickle too. Most batches need neither.
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "harness/model/matrix.h"
#include "harness/pipeline/run/rehearsal.h"
#include "oracles/relation.h"

namespace lockstep {

class FollowUp {
 public:
  // `runs`: those that all batches are played in.
  FollowUp(Runner& runner, const Batches& batches, const std::vector<Run>& runs);

  // Plays the batch in the runs that its columns ask for. Gives all that were begun so far, always
  // in the same order, whether they played this batch or not; they live as long as this. Those that
  // cannot be had are left out.
  std::vector<Rehearsal*> Play(const Matrix& matrix, std::size_t batch);

 private:
  // Runs that are played where two columns that ought to agree leave something open.
  struct Question {
    Relation relation;
    bool (*open)(const Cell& expected, const Cell& actual);
    std::vector<Run> runs;
    std::vector<Rehearsal*> begun = {};
    bool asked = false;
  };
  static bool IsOpen(const Question& question, const Matrix& matrix);
  void Begin(Question& question);

  Runner& runner_;
  const Batches& batches_;
  std::vector<Question> questions_;
  std::deque<Rehearsal> rehearsals_;
};

}  // namespace lockstep
