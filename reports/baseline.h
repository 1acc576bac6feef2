// A Baseline is the findings of an earlier report: what a run may have without failing.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/model/excuse.h"
#include "harness/model/report.h"
#include "harness/model/result.h"

namespace lockstep {

class Baseline {
 public:
  // What JsonReporter wrote. An Error (kUsage) for anything else.
  static Result<Baseline> Read(const std::filesystem::path& file);

  // By law, class, path and smallest case of the same port. What is not seen every time has no
  // smallest case that would stay: its place is enough.
  bool Knows(const Finding& finding) const;
  // What a run is told of it, so that what is known hides nothing else.
  const std::vector<Excuse>& excuses() const { return excuses_; }

 private:
  std::vector<Excuse> excuses_;
  std::vector<std::string> places_;  // of excuses_: their signatures without the types
};

// Marks the findings that it knows.
void MarkKnown(const Baseline& baseline, Report& report);

}  // namespace lockstep
