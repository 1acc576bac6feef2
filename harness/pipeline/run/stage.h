// A Stage has all rehearsals of a unit; native's are shared by the participants.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <vector>

#include "harness/pipeline/run/rehearsal.h"

namespace lockstep {

// Halves of the digests of the cases, sorted.
std::vector<std::uint64_t> DigestsOf(const Batches& batches);

class Stage {
 public:
  explicit Stage(const Batches& batches) : batches_(batches) {}

  // A rehearsal for each of the runs, in their order. They live as long as the stage.
  Result<std::vector<Rehearsal*>> Enter(Runner& runner, const std::vector<Run>& runs);

  // Calls `played` with each batch, in order, once all have played it. Gives the digests of the
  // cases, which are made while the processes are busy.
  std::vector<std::uint64_t> Play(const std::function<void(std::size_t)>& played);

  // Ends those that nobody asked how they end.
  void Clear();

 private:
  Rehearsal* Find(const Run& run);

  const Batches& batches_;
  std::deque<Rehearsal> rehearsals_;
};

}  // namespace lockstep
