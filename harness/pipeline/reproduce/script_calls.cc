#include "harness/pipeline/reproduce/script_calls.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>

#include "harness/pipeline/reproduce/script_pieces.h"

namespace lockstep {
namespace {

// Each call is made anew every time, so that it has arguments of its own.
constexpr std::string_view kEarlier = R"py(    for earlier, times in [
@LIST@    ]:
        for _ in range(times):
            try:
                earlier()
            except BaseException:
                pass
)py";

constexpr std::string_view kNames = R"py(
home = importlib.import_module(sys.argv[1].partition(":")[0])
for name in "@LIST@".split():
    first = name.partition(".")[0]
    for size in range(1, name.count(".") + 2):
        try:
            importlib.import_module(".".join(name.split(".")[:size]))
        except Exception:
            break
    if not hasattr(builtins, first) and (first in sys.modules or hasattr(home, first)):
        globals().setdefault(first, sys.modules.get(first) or getattr(home, first))
)py";

}  // namespace

std::string EarlierBody(const Prefix& prefix) {
  if (prefix.empty()) return "    pass\n";
  std::string list;
  for (const auto& [subject, times] : prefix)
    list += fmt::format("        (lambda: {}, {}),\n", CallText("call", subject), times);
  return Replaced(std::string(kEarlier), "@LIST@", list);
}

std::string NamesText(const Prefix& prefix, const Case& subject) {
  const std::vector<std::string> own = NamesUsed(subject);
  std::set<std::string> names(own.begin(), own.end());
  for (const auto& calls : prefix)
    for (auto& name : NamesUsed(calls.subject)) names.insert(std::move(name));
  names.erase("struct.unpack");  // always there
  if (names.empty()) return "";
  return Replaced(std::string(kNames), "@LIST@", fmt::format("{}", fmt::join(names, " ")));
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
