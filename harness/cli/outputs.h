// The Outputs of a run: which report goes where. Opened before the run, so that a path that cannot
// be written costs no hour of work.
#pragma once

#include <iosfwd>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "harness/cli/destination.h"
#include "harness/cli/style.h"
#include "harness/model/report.h"
#include "reports/reporter.h"

namespace lockstep {

// Where each format that was asked for goes, by its option: a file, or "-".
using OutputOptions = std::map<std::string, std::string>;

// Whether one of them is written from what the ports cost.
bool NeedCosts(const OutputOptions& options);

class Outputs {
 public:
  // Besides what was asked for, the Markdown is added to GITHUB_STEP_SUMMARY where that is set.
  static Result<Outputs> Open(const OutputOptions& options, const std::string& replay_options,
                              const std::filesystem::path& directory,
                              const Environment& environment);

  // A report has standard output for itself.
  bool take_standard_output() const;
  // All of them are tried; the first that failed is the Error.
  Result<void> Write(const Report& report, std::ostream& standard_output) const;

 private:
  struct Output {
    std::string option;  // "--json"
    std::shared_ptr<const Reporter> reporter;
    Destination destination;
  };

  Result<void> Add(const std::string& option, const std::string& text,
                   std::unique_ptr<Reporter> reporter, const std::filesystem::path& directory);

  std::vector<Output> outputs_;
  std::filesystem::path summary_;  // empty: none
  std::shared_ptr<const Reporter> summary_reporter_;
};

}  // namespace lockstep
