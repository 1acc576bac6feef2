#include "harness/pipeline/reproduce/call_of_finding.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "harness/pipeline/callee.h"

namespace lockstep {
namespace {

constexpr std::size_t kLongestPrefix = 600;  // of the earlier calls as text
constexpr std::size_t kMostRunsNamed = 3;    // runs of calls that are alike

std::string InThousands(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

// nullopt: there is no such expression, or it would be too long to read.
std::optional<std::string> EarlierText(const Port& port, const Prefix& prefix) {
  std::string text;
  for (const auto& [subject, times] : prefix) {
    const std::string call = CallText(CalleeOf(port.native), subject);
    if (times > 1 && subject.steps.size() != 1) return std::nullopt;
    text += times == 1 ? call + "; " : fmt::format("[{} for _ in range({})]; ", call, times);
    if (text.size() > kLongestPrefix) return std::nullopt;
  }
  return text;
}

bool Repeats(const Prefix& prefix) {
  return std::ranges::any_of(prefix, [](const Calls& calls) { return calls.times > 1; });
}

}  // namespace

Prefix CalledBefore(const Finding& finding) {
  if (finding.signature.law == "replay" || finding.violation.law == "replay")
    return {{finding.smallest}};
  return finding.prefix;
}

std::string CallOf(const Port& port, const Finding& finding) {
  return EarlierText(port, finding.prefix).value_or("") +
         CallText(CalleeOf(port.native), finding.smallest);
}

std::string AfterText(const Port& port, const Finding& finding) {
  const Prefix& prefix = finding.prefix;
  if (!Repeats(prefix) && EarlierText(port, prefix)) return "";
  const auto text = [&](const Calls& calls) {
    return fmt::format("{} call{} of {}", InThousands(calls.times), calls.times == 1 ? "" : "s",
                       CallText(CalleeOf(port.native), calls.subject));
  };
  std::string all;
  for (const Calls& calls : prefix) all += (all.empty() ? "" : ", ") + text(calls);
  if (prefix.size() <= kMostRunsNamed && all.size() <= kLongestPrefix) return all;
  return InThousands(CountOf(prefix)) + " earlier calls, see the script";
}

}  // namespace lockstep
