// A Lead is a row of a unit that disagrees in two of its columns, and the kind of disagreement as
// far as cells alone tell it. Whether it is a difference is for the oracle to say, once it is
// fetched.
#pragma once

#include <cstddef>
#include <tuple>
#include <vector>

#include "harness/model/matrix.h"
#include "oracles/oracle.h"

namespace lockstep {

struct Lead {
  std::size_t oracle, left, right;  // left and right: indices of settings
  bool off_domain, wavers;
  Cell::Kind left_kind, right_kind;
  auto Group() const {
    return std::tie(oracle, left, right, off_domain, wavers, left_kind, right_kind);
  }
  std::size_t batch, row;
  bool in_words;         // both raised, and nothing differs that is compared
  std::size_t fits = 0;  // which of UnitRun::fits_ are its case's; 0: nothing excuses it

  // The cells tell all that there is: a side died, took too long or has no encoding; or the case is
  // off the domain.
  bool Brief() const;
};

// `run_of`: which setting a column of the matrix is of.
Lead LeadOf(std::size_t oracle, std::size_t batch, const Suspect& suspect, const Matrix& matrix,
            const std::vector<std::size_t>& run_of);

}  // namespace lockstep
