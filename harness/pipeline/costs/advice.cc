#include "harness/pipeline/costs/advice.h"

#include <fmt/format.h>

#include <algorithm>

namespace lockstep {
namespace {

using Reason = Costs::Reason;

constexpr double kFasterGrowth = 0.5;  // of the exponent, beyond native's
constexpr double kTimesSlower = 4;     // at the largest size than at the smallest, beside native
constexpr double kLeak = 256;          // bytes a call
constexpr double kStall = 0.05;        // seconds; ten times what CPython lets another thread wait
constexpr std::uint64_t kIgnored = 2;
constexpr double kPrompt = 1;      // seconds until an interrupt has its effect
constexpr double kSlowRatio = 10;  // times native
constexpr double kMostlyMarshalling = 0.5;

// Whether the port's time grows out of proportion, also between the ends of the sweep.
bool Grows(const Costs& costs) {
  const auto &port = costs.of_port.sweep, &native = costs.of_native.sweep;
  const std::size_t common = std::min(port.size(), native.size());
  if (common < 3 || !costs.ratio_growth || *costs.ratio_growth < kFasterGrowth) return false;
  const auto ratio = [&](std::size_t at) { return port[at].second / native[at].second; };
  return ratio(common - 1) > kTimesSlower * ratio(0);
}

bool Leaks(const Costs& costs) {
  return costs.of_port.growth >= kLeak && costs.of_port.growth > 2 * costs.of_native.growth;
}

bool HoldsGil(const Costs& costs) {
  return costs.of_port.stall >= kStall && costs.of_port.stall > 2 * costs.of_native.stall;
}

bool Ignores(const SideCosts& side) { return side.ignored >= kIgnored || side.latency > kPrompt; }

std::string OnAverage(double bytes) {
  return bytes < 1024 ? fmt::format("{:.0f} bytes", bytes)
                      : fmt::format("{:.1f} KiB", bytes / 1024);
}

std::string IgnoresText(const SideCosts& side) {
  if (side.ignored >= kIgnored)
    return fmt::format("{} of {} interrupts during a call had no effect", side.ignored,
                       side.interrupts);
  return "an interrupt takes effect after more than a second";
}

}  // namespace

std::vector<Reason> Complaints(const Costs& costs) {
  std::vector<Reason> all;
  if (Grows(costs))
    all.push_back({"growth",
                   fmt::format("its time grows faster than native's: beside it as length ** {:.1f}",
                               *costs.ratio_growth),
                   true});
  if (Leaks(costs))
    all.push_back(
        {"leak", "every call leaves " + OnAverage(costs.of_port.growth) + " behind", true});
  if (HoldsGil(costs))
    all.push_back({"gil",
                   fmt::format("it holds the GIL for {:.0f} ms at a time: no other thread runs",
                               costs.of_port.stall * 1000),
                   true});
  if (Ignores(costs.of_port) && !Ignores(costs.of_native))
    all.push_back({"interruption", IgnoresText(costs.of_port), true});
  return all;
}

std::vector<Reason> InBoth(const std::vector<Reason>& first, const std::vector<Reason>& second) {
  std::vector<Reason> both;
  std::copy_if(first.begin(), first.end(), std::back_inserter(both), [&](const Reason& reason) {
    return std::any_of(second.begin(), second.end(),
                       [&](const Reason& other) { return other.name == reason.name; });
  });
  return both;
}

Reason CannotTravel(const std::string& why) {
  return {"marshalling", "it cannot run out of process: " + why, false};
}

void Advise(Costs& costs, std::vector<Reason> complaints, std::uint64_t findings,
            const std::string& interpreter) {
  const bool grows = std::any_of(complaints.begin(), complaints.end(),
                                 [](const Reason& reason) { return reason.name == "growth"; });
  const bool alone = !complaints.empty() || !interpreter.empty();
  const bool can_travel = costs.reasons.empty();
  costs.advice = findings > 0 || grows || (alone && !can_travel) ? Advice::kNeither
                 : alone                                         ? Advice::kOutOfProcess
                                                                 : Advice::kWrap;
  std::vector<Reason> reasons;
  if (findings > 0)
    reasons.push_back({"findings", fmt::format("{} of its findings fail the run", findings), true});
  reasons.insert(reasons.end(), complaints.begin(), complaints.end());
  if (!interpreter.empty()) reasons.push_back({"interpreter", "it needs " + interpreter});
  if (costs.ratio > kSlowRatio)
    reasons.push_back({"slow", fmt::format("{:.0f} times native's time", costs.ratio)});
  reasons.insert(reasons.end(), costs.reasons.begin(), costs.reasons.end());
  if (costs.marshalling_share > kMostlyMarshalling)
    reasons.push_back(
        {"marshalling", fmt::format("out of process, {:.0f} % of a call would be marshalling",
                                    costs.marshalling_share * 100)});
  costs.reasons = std::move(reasons);
}

}  // namespace lockstep
