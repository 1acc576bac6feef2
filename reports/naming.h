// How enumerators are spelled in reports and in manifests.
#pragma once

#include <string>

#include "harness/model/contract.h"
#include "harness/model/costs.h"
#include "harness/model/finding.h"

namespace lockstep {

inline const char* NameOf(Level level) {
  switch (level) {
    case Level::kDeterminate:
      return "determinate";
    case Level::kUnordered:
      return "unordered";
    case Level::kIndeterminate:
      return "indeterminate";
  }
  return "determinate";
}

inline const char* NameOf(Scope scope) {
  switch (scope) {
    case Scope::kProcess:
      return "process";
    case Scope::kEnvironment:
      return "environment";
    case Scope::kCpu:
      return "cpu";
    case Scope::kInterpreter:
      return "interpreter";
  }
  return "environment";
}

inline const char* NameOf(Standing standing) {
  switch (standing) {
    case Standing::kFails:
      return "fails";
    case Standing::kAccepted:
      return "accepted";
    case Standing::kKnown:
      return "known";
    case Standing::kTolerated:
      return "tolerated";
  }
  return "fails";
}

inline const char* NameOf(Advice advice) {
  switch (advice) {
    case Advice::kWrap:
      return "wrap";
    case Advice::kOutOfProcess:
      return "out of process";
    case Advice::kNeither:
      return "neither";
  }
  return "wrap";
}

// What a finding shows. What differs from run to run is said in words that do not: a report
// holds only what the next run would say again.
struct Shown {
  std::string expected, actual, confirmed;
};

inline Shown ShownOf(const Finding& finding) {
  const std::string of = std::to_string(finding.of);
  if (!finding.stable) return {"the same in every run", "varies in " + of + " runs", ">=1/" + of};
  return {finding.violation.expected, finding.violation.actual,
          std::to_string(finding.confirmed) + "/" + of};
}

}  // namespace lockstep
