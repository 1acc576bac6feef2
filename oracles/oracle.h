// An Oracle judges one family of laws: it says which runs it compares, points at rows of digests
// that disagree, and judges what was fetched for them. All of it is pure.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "harness/model/contract.h"
#include "harness/model/matrix.h"
#include "harness/model/observation.h"
#include "harness/model/verdict.h"
#include "oracles/tally.h"

namespace lockstep {

// Two cells of one row that ought to agree; `left` is what is expected.
struct Suspect {
  std::size_t row = 0;
  std::size_t left = 0, right = 0;  // columns; equal when one cell accuses itself (replay)
  friend auto operator<=>(const Suspect&, const Suspect&) = default;
};

// Two runs that ought to agree, and the laws that a difference between them may break.
struct Comparison {
  std::vector<std::string_view> laws;
  Run expected, actual;
};

class Oracle {
 public:
  virtual ~Oracle() = default;
  virtual std::string_view family() const = 0;
  // The laws it judges, by name.
  virtual std::vector<std::string_view> laws() const = 0;
  virtual std::vector<Comparison> Compares(const Contract& contract) const = 0;
  // Pure, digests alone, at memory speed.
  virtual std::vector<Suspect> Suspects(const Matrix& matrix, const Contract& contract) const = 0;
  // How many rows each of its laws was checked on, in the order of laws(). Pure, as fast.
  virtual std::vector<Tally> Tallies(const Matrix& matrix) const = 0;
  // Pure. `trial` holds two observations: the expected one and the other. Several laws may be
  // broken by one trial; the first in the order of law.h is named, the others follow.
  virtual std::vector<Verdict> Judge(const Trial& trial, const Contract& contract) const = 0;
};

}  // namespace lockstep
