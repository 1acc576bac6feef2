// A FollowUp plays a batch again where turning everything at once made a difference: the knobs of
// one law at a time, so that each law is judged by its own. This is group testing (Dorfman, "The
// Detection of Defective Members of Large Populations", 1943): most functions differ under nothing.
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "harness/model/matrix.h"
#include "harness/pipeline/run/rehearsal.h"

namespace lockstep {

class FollowUp {
 public:
  // `runs`: those that all batches are played in.
  FollowUp(Runner& runner, const Batches& batches, const std::vector<Run>& runs);

  // Whether a column that has the knobs of several laws turned says something else than one that
  // has none, or nothing.
  static bool IsNeeded(const Matrix& matrix);

  // Plays the batch in each of the runs that were to be followed up. Those that cannot be had are
  // left out. They live as long as this.
  std::vector<Rehearsal*> Play(std::size_t batch);

 private:
  void Begin();

  Runner& runner_;
  const Batches& batches_;
  std::vector<Run> parts_;
  bool begun_ = false;
  std::deque<Rehearsal> rehearsals_;
};

}  // namespace lockstep
