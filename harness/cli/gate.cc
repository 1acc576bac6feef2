#include "harness/cli/gate.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "harness/cli/options.h"
#include "harness/manifest/suggest.h"
#include "harness/model/difference_class.h"
#include "harness/model/law.h"

namespace lockstep {
namespace {

// Not what a finding breaks: that there is too little to find one in. It comes on top of the
// others.
constexpr std::string_view kWeak = "weak";

std::vector<std::string_view> KnownKinds() {
  const auto classes = DifferenceClasses();
  std::vector<std::string_view> known(classes.begin(), classes.end());
  known.emplace_back(kWeak);
  for (const Law& law : Laws()) known.insert(known.end(), {law.name, law.family});
  return known;
}

Result<void> CheckKind(const std::string& kind) {
  const auto known = KnownKinds();
  if (std::find(known.begin(), known.end(), kind) != known.end()) return {};
  const std::string suggestion = DidYouMean(kind, known);
  return Error{
      Error::Kind::kUsage,
      fmt::format("--fail-on: there is no law, family or class of difference \"{}\"", kind), "",
      suggestion.empty() ? fmt::format("`lockstep laws` lists laws and families; classes are {}",
                                       fmt::join(DifferenceClasses(), ", "))
                         : suggestion,
      ""};
}

}  // namespace

Result<Gate> Gate::Open(const GateOptions& options, const std::filesystem::path& directory) {
  Gate gate;
  gate.kinds_ = SplitAtCommas(options.fail_on);
  gate.weak_fails_ = std::erase(gate.kinds_, std::string(kWeak)) > 0;
  for (const std::string& kind : gate.kinds_)
    if (auto known = CheckKind(kind); !known) return known.error();
  if (options.baseline.empty()) return gate;
  auto baseline = Baseline::Read(directory / options.baseline);
  if (!baseline) return baseline.error();
  gate.baseline_ = std::move(*baseline);
  return gate;
}

bool Gate::Tolerates(const Finding& finding) const {
  const std::string& difference = finding.signature.difference;
  if (kinds_.empty() || IsFatal(difference)) return false;
  const Law* law = FindLaw(finding.signature.law);
  return std::none_of(kinds_.begin(), kinds_.end(), [&](const std::string& kind) {
    return kind == finding.signature.law || kind == difference ||
           (law != nullptr && kind == law->family);
  });
}

void Gate::Judge(Report& report) const {
  if (baseline_) MarkKnown(*baseline_, report);
  for (PortReport& port : report.ports) {
    port.weak_fails = weak_fails_;
    for (Finding& finding : port.findings) finding.tolerated = Tolerates(finding);
  }
}

}  // namespace lockstep
