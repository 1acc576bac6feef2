#include "harness/pipeline/confirm/alone.h"

#include "oracles/repeats.h"

namespace lockstep {

Result<Cell> Alone::In(const Run& run) const {
  ++runs_;
  return probe_.CellOfLast(run, {&subject_, 1});
}

Result<std::vector<Cell>> Alone::Repeated(const Run& run, std::size_t times) const {
  runs_ += times;
  const std::vector<Case> copies(times, subject_);
  return probe_.Cells(run, copies);
}

bool Alone::Differ(const Cell& left, const Cell& right) const {
  return OutcomesDiffer(left, right, probe_.port().contract);
}

Result<bool> Alone::Differs(const Run& left, const Run& right) const {
  auto first = In(left);
  if (!first) return first.error();
  auto second = In(right);
  if (!second) return second.error();
  return Differ(*first, *second);
}

Result<int> Alone::Differences(const Run& left, const Run& right, int of) const {
  int differing = 0;
  for (int round = 0; round < of; ++round) {
    auto differs = Differs(left, right);
    if (!differs) return differs.error();
    differing += *differs ? 1 : 0;
  }
  return differing;
}

}  // namespace lockstep
