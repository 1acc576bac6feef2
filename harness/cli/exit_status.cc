#include "harness/cli/exit_status.h"

#include <algorithm>

namespace lockstep {
namespace {

bool HasFindings(const PortReport& port) {
  return std::any_of(port.findings.begin(), port.findings.end(), Fails) ||
         (port.weak_fails && !port.evidence.weak.empty());
}

bool IsInconclusive(const PortReport& port) {
  const bool unreached = port.status == Status::kUnsupported || port.status == Status::kMissing ||
                         port.status == Status::kUntested;
  return unreached || std::any_of(port.laws.begin(), port.laws.end(), [](const auto& law) {
           return law.second.verdict == "undecided";
         });
}

}  // namespace

ExitStatus StatusOf(const Error& error) {
  const bool users = error.kind == Error::Kind::kUsage || error.kind == Error::Kind::kManifest;
  return users ? ExitStatus::kUsage : ExitStatus::kFailed;
}

ExitStatus StatusOf(const Report& report) {
  if (report.interrupted) return ExitStatus::kInterrupted;
  const auto any = [&](bool (*holds)(const PortReport&)) {
    return std::any_of(report.ports.begin(), report.ports.end(), holds);
  };
  if (any(HasFindings)) return ExitStatus::kFindings;
  for (const PortReport& port : report.ports)
    if (port.unloaded) return StatusOf(*port.unloaded);
  if (report.ports.empty() || any(IsInconclusive)) return ExitStatus::kInconclusive;
  return ExitStatus::kHolds;
}

}  // namespace lockstep
