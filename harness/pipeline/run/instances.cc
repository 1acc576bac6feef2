#include "harness/pipeline/run/instances.h"

#include "fuzzers/shrinker.h"

namespace lockstep {

void Instances::Show(const std::optional<Case>& example) {
  if (example && (!simplest || Simpler(*example, *simplest))) simplest = example;
}

void Add(const Instances& some, Instances& sum) {
  sum.rows += some.rows;
  sum.Show(some.simplest);
}

}  // namespace lockstep
