// An Asking is how a whole script asks its two sides: statements that set `left` and `right`.
#pragma once

#include <string>

#include "harness/model/finding.h"
#include "harness/pipeline/reproduce/two_sides.h"

namespace lockstep {

class Asking {
 public:
  // All outlive it. `same_code`: what the right side runs is not OTHER but CALL too.
  Asking(const Finding& finding, const Side& left, const Side& right, bool same_code)
      : finding_(finding), left_(left), right_(right), same_code_(same_code) {}

  // Each by a process of its own; again and again where they do not differ every time.
  std::string Twice() const;
  // Both are told by one process.
  std::string OfOne() const;

 private:
  std::string Asked(const Side& side, const Run& run, const char* code) const;
  std::string VariablesOf(const Run& run) const;

  const Finding& finding_;
  const Side &left_, &right_;
  bool same_code_;
};

}  // namespace lockstep
