// A UnitCounter adds up what the batches of a unit come to: cases, observations, time, and on how
// many rows each law was checked.
#pragma once

#include <cstddef>
#include <vector>

#include "harness/model/contract.h"
#include "harness/pipeline/run/plan.h"
#include "harness/pipeline/run/unit_result.h"

namespace lockstep {

class UnitCounter {
 public:
  UnitCounter(const Contract& contract, const Oracles& oracles)
      : contract_(contract), oracles_(oracles) {}

  // Of a batch that all have played, into `result`. Observations are those of the first `planned`
  // columns: whether more were looked at may be chance. `not_run`: the rows that some column has
  // not.
  void Take(const Matrix& matrix, std::size_t planned, const std::vector<std::size_t>& not_run,
            UnitResult& result);
  // Whether some call of that batch ran out of time.
  bool ran_out() const { return ran_out_; }

 private:
  void CountCells(const Column& column, UnitResult& result);
  void CountChecked(const Oracle& oracle, const Matrix& matrix, UnitResult& result) const;
  void MeasureDistances(const Matrix& matrix, UnitResult& result) const;

  const Contract& contract_;
  const Oracles& oracles_;
  bool ran_out_ = false;
};

}  // namespace lockstep
