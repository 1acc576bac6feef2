// A Baseline is the findings of an earlier report: what a run may have without failing.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "harness/model/report.h"
#include "harness/model/result.h"

namespace lockstep {

class Baseline {
 public:
  // What JsonReporter wrote. An Error (kUsage) for anything else.
  static Result<Baseline> Read(const std::filesystem::path& file);

  // By its id, or by law, class and path of the same port: under another seed the smallest case
  // may have other types.
  bool Knows(const Finding& finding) const;

 private:
  std::set<std::string> ids_, places_;
};

// Marks the findings that it knows.
void MarkKnown(const Baseline& baseline, Report& report);

}  // namespace lockstep
