// The Gate decides which findings fail the run: all of them, unless an earlier report has them
// (--baseline) or they are not of the kinds that were named (--fail-on).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/report.h"
#include "harness/model/result.h"
#include "reports/baseline.h"

namespace lockstep {

struct GateOptions {
  std::string baseline;  // a report.json, or empty
  std::string fail_on;  // as given: laws, families, classes and "weak", comma-separated; empty: all
};

class Gate {
 public:
  // An Error (kUsage) for a baseline that is none, or a kind that there is not.
  static Result<Gate> Open(const GateOptions& options, const std::filesystem::path& directory);

  // What the earlier report has; empty without one.
  std::vector<Excuse> known() const {
    return baseline_ ? baseline_->excuses() : std::vector<Excuse>();
  }
  // Marks those that do not fail the run. A crash or a hang is never tolerated.
  void Judge(Report& report) const;

 private:
  bool Tolerates(const Finding& finding) const;

  std::optional<Baseline> baseline_;
  std::vector<std::string> kinds_;  // empty: all
  bool weak_fails_ = false;
};

}  // namespace lockstep
