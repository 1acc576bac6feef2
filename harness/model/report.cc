#include "harness/model/report.h"

namespace lockstep {

std::string_view ToString(Status status) {
  switch (status) {
    case Status::kCrash:
      return "crash";
    case Status::kTimeout:
      return "timeout";
    case Status::kNondetRef:
      return "nondet-ref";
    case Status::kNondet:
      return "nondet";
    case Status::kDiff:
      return "diff";
    case Status::kExcDiff:
      return "exc-diff";
    case Status::kImpure:
      return "impure";
    case Status::kFaultUnsafe:
      return "fault-unsafe";
    case Status::kAccepted:
      return "accepted";
    case Status::kMatchTol:
      return "match-tol";
    case Status::kMatch:
      return "match";
    case Status::kUnsupported:
      return "unsupported";
    case Status::kMissing:
      return "missing";
    case Status::kUntested:
      return "untested";
  }
  return "untested";
}

}  // namespace lockstep
