#include "harness/pipeline/reproduce/script_calls.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "harness/pipeline/reproduce/filled.h"
#include "harness/pipeline/reproduce/pieces.h"

namespace lockstep {
std::string EarlierCalls(const Prefix& prefix) {
  if (prefix.empty()) return std::string(pieces::kNoEarlierCalls);
  std::vector<std::string> calls;
  for (const auto& [subject, times] : prefix)
    calls.push_back(fmt::format("(lambda: {}, {}),", CallText("call", subject), times));
  return Filled(pieces::kEarlierCalls,
                {{"CALLS", fmt::format("{}", fmt::join(calls, "\n        "))}});
}

std::string NamesText(const Prefix& prefix, const Case& subject) {
  const std::vector<std::string> own = NamesUsed(subject);
  std::set<std::string> names(own.begin(), own.end());
  for (const auto& calls : prefix)
    for (auto& name : NamesUsed(calls.subject)) names.insert(std::move(name));
  names.erase("struct.unpack");  // always there
  if (names.empty()) return "";
  return Filled(pieces::kNames, {{"LIST", fmt::format("{}", fmt::join(names, " "))}});
}

std::optional<std::set<std::string>> ModulesUsed(const Case& subject) {
  std::set<std::string> modules;
  for (const auto& name : NamesUsed(subject)) {
    const auto dot = name.rfind('.');
    if (dot == std::string::npos) return std::nullopt;
    modules.insert(name.substr(0, dot));
  }
  return modules;
}

}  // namespace lockstep
