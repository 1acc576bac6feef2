// Verdicts collects what one trial breaks, in the order in which it is found.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <vector>

#include "harness/model/contract.h"
#include "harness/model/difference_class.h"
#include "harness/model/verdict.h"
#include "oracles/difference.h"

namespace lockstep {

inline Violated ViolationOf(std::string law, Implementation blamed, const Difference& found) {
  // Else --fail-on would call it a mistake.
  assert(IsDifferenceClass(found.kind));
  return {std::move(law), blamed,       found.where, found.kind,
          found.expected, found.actual, found.types, found.distance};
}

class Verdicts {
 public:
  Verdicts(const Contract& contract, Implementation blamed)
      : contract_(contract), blamed_(blamed) {}

  // Unless the contract switched the law off.
  void Break(const std::string& law, const Difference& found) {
    if (contract_.Applies(law)) verdicts_.push_back(ViolationOf(law, blamed_, found));
  }
  void Leave(std::string why) { undecided_ = std::move(why); }

  // What was broken; else why nothing is known; else Holds. Never empty.
  std::vector<Verdict> Take() {
    if (!verdicts_.empty()) return std::move(verdicts_);
    if (!undecided_.empty()) return {Undecided{undecided_}};
    return {Holds{}};
  }

 private:
  const Contract& contract_;
  Implementation blamed_;
  std::vector<Verdict> verdicts_;
  std::string undecided_;
};

}  // namespace lockstep
