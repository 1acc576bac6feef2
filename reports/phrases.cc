#include "reports/phrases.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/naming.h"

namespace lockstep {

std::string Grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string Counted(std::uint64_t count, const std::string& noun) {
  return Grouped(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string PairOf(const PortReport& port) {
  const std::string name = port.name.empty() ? "" : port.name + ": ";
  if (port.port.empty() || port.kind == "native") return name + port.native;
  const std::string in = port.interpreter.empty() ? "" : " (" + port.interpreter + ")";
  return name + port.native + " <- " + port.port + in;
}

std::string LawsPhrase(const PortReport& port) {
  constexpr std::size_t kNamed = 3;
  std::map<std::string, std::vector<std::string>> verdicts;
  for (const auto& [name, law] : port.laws) verdicts[law.verdict].push_back(name);
  const std::size_t holds = verdicts["holds"].size();
  std::string text = Counted(holds, "law") + (holds == 1 ? " holds" : " hold");
  for (const char* verdict : {"violated", "undecided", "exempt"}) {
    const auto& laws = verdicts[verdict];
    if (laws.empty()) continue;
    text += fmt::format(", {} {}", laws.size(), verdict);
    // What is violated has findings, which name it.
    if (verdict != std::string_view("violated") && laws.size() <= kNamed)
      text += fmt::format(" ({})", fmt::join(laws, ", "));
  }
  return text;
}

Standings StandingsOf(const PortReport& port) {
  Standings standings;
  for (const Finding& finding : port.findings) ++standings[StandingOf(finding)];
  return standings;
}

Standings StandingsOf(const Report& report) {
  Standings sum;
  for (const PortReport& port : report.ports)
    for (const auto& [standing, count] : StandingsOf(port)) sum[standing] += count;
  return sum;
}

std::string FindingsPhrase(Standings standings) {
  std::uint64_t all = 0;
  for (const auto& [standing, count] : standings) all += count;
  std::string apart;
  for (const auto standing : {Standing::kAccepted, Standing::kKnown, Standing::kTolerated})
    if (standings[standing] > 0)
      apart += fmt::format("{}{} {}", apart.empty() ? " (" : ", ", standings[standing],
                           NameOf(standing));
  return Counted(all, "finding") + apart + (apart.empty() ? "" : ")");
}

std::string ExcuseOf(const Finding& finding) {
  switch (StandingOf(finding)) {
    case Standing::kFails:
      return "";
    case Standing::kAccepted:
      return finding.accepted_reason;
    case Standing::kKnown:
      return "in the baseline";
    case Standing::kTolerated:
      return "not among --fail-on";
  }
  return "";
}

std::uint64_t StaleCount(const Report& report) {
  std::uint64_t count = 0;
  for (const PortReport& port : report.ports)
    count +=
        static_cast<std::uint64_t>(std::count_if(port.notes.begin(), port.notes.end(), IsStale));
  return count;
}

}  // namespace lockstep
