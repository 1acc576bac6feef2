// A Rendering tells a finding: its identity, its call as Python, and a script that was run.
#pragma once

#include <string>
#include <vector>

#include "harness/model/finding.h"
#include "harness/pipeline/run/excuses.h"
#include "harness/pipeline/workshop.h"

namespace lockstep {

class Rendering {
 public:
  // All outlive it. `lacking`: operations for which the port has no method (missing_methods.h).
  Rendering(const Port& port, const Excuses& excuses, const Workshop& workshop,
            const std::vector<std::string>& lacking)
      : port_(port), excuses_(excuses), workshop_(workshop), lacking_(lacking) {}

  // Of one whose smallest case and violation are known.
  void Of(Finding& finding) const;

 private:
  std::string IdOf(const Finding& finding) const;
  void Write(Finding& finding) const;
  void WriteApart(Finding& finding) const;

  const Port& port_;
  const Excuses& excuses_;
  const Workshop& workshop_;
  const std::vector<std::string>& lacking_;
};

}  // namespace lockstep
