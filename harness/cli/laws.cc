// lockstep laws: what is checked, one line each.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "harness/cli/commands.h"
#include "harness/cli/option.h"
#include "harness/cli/wrap.h"
#include "harness/model/law.h"

namespace lockstep {
namespace {

ExitStatus PrintLaws(const Surroundings& surroundings) {
  std::size_t widest = 0;
  for (const Law& law : Laws()) widest = std::max(widest, law.name.size());
  std::string_view family;
  for (const Law& law : Laws()) {
    if (law.family != family) {
      surroundings.out << (family.empty() ? "" : "\n") << surroundings.out_style.In("1", law.family)
                       << '\n';
      family = law.family;
    }
    surroundings.out << fmt::format("  {:<{}}  {}\n", law.name, widest,
                                    Wrapped(law.sentence, widest + 4, widest + 4, kPageWidth));
  }
  return ExitStatus::kHolds;
}

}  // namespace

Action AddLaws(CLI::App& program) {
  AddCommand(program, "laws", "list the laws a port must keep",
             {"laws", "`lockstep explain LAW` says how one is provoked.\n"});
  return PrintLaws;
}

}  // namespace lockstep
