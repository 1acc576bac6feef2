#include "oracles/status.h"

#include <algorithm>
#include <string_view>

#include "harness/model/law.h"

namespace lockstep {
namespace {

std::string_view FamilyOf(const Finding& finding) {
  const Law* law = FindLaw(finding.signature.law);
  return law != nullptr ? law->family : std::string_view("equivalence");
}

Status StatusOf(const Finding& finding) {
  if (!finding.accepted_reason.empty()) return Status::kAccepted;
  if (finding.signature.difference == "crash") return Status::kCrash;
  if (finding.signature.difference == "timeout") return Status::kTimeout;
  const auto family = FamilyOf(finding);
  if (family == "determinism")
    return finding.violation.blamed == kNative ? Status::kNondetRef : Status::kNondet;
  if (family == "purity") return Status::kImpure;
  if (family == "marshalling" || family == "shipping" || family == "fault tolerance")
    return Status::kFaultUnsafe;
  return finding.signature.law == "exception" ? Status::kExcDiff : Status::kDiff;
}

bool Checked(const PortReport& port) {
  return std::any_of(port.laws.begin(), port.laws.end(), [](const auto& law) {
    return law.second.verdict == "holds" || law.second.verdict == "violated";
  });
}

}  // namespace

Status StatusOf(const PortReport& port) {
  if (port.status == Status::kUnsupported || port.status == Status::kMissing) return port.status;
  Status status = port.max_ulp > 0 ? Status::kMatchTol : Status::kMatch;
  for (const Finding& finding : port.findings) status = std::min(status, StatusOf(finding));
  if (!port.findings.empty()) return status;
  return port.cases > 0 && Checked(port) ? status : Status::kUntested;
}

}  // namespace lockstep
