// lockstep check: do the ports of a manifest keep every law?
#include <memory>

#include "harness/cli/commands.h"
#include "harness/cli/option.h"
#include "harness/cli/run.h"

namespace lockstep {
namespace {

constexpr const char* kCheckFooter =
    R"(Examples:
  lockstep check .                                   the manifest here, lockstep.toml
  lockstep check mypkg.ports                         a module of registrations
  lockstep check heapq:nsmallest --port mypkg:nsmallest --args "n: int, xs: list[float]"
  lockstep check builtins:sorted --port-python pypy3
  lockstep check builtins:sorted --command "node sorted.js" --args "xs: list[int]"
  lockstep check numpy.linalg:svd --native-only --budget 60s
  lockstep check statistics --native-only            every function of a module, without a port
  lockstep check textwrap --port-python pypy3        the same in another interpreter
  lockstep check . --costs costs.json                and what the ports cost, with advice
  lockstep check . --only "heapq*" --laws value,type --json -
  lockstep check . --junit lockstep.xml --baseline main.json     in CI: only what is new fails

--fail-on names laws, families of laws (lockstep laws lists both) and classes of difference; other
findings are reported and do not fail the run. A crash or a hang always fails it. With "weak" in the
list a port fails too whose verdict rests on little; alone it adds that to all the others.

A call has a second of CPU time, asleep ten by the clock; looking into one difference a minute, into
all of a port's ten (with --budget as long as that, 10 s at least). Where most calls do not end, a
minute is lost on them and few more are tried: a verdict in about two. Ctrl-C or SIGTERM ends
the run with partial results, a second one at once.

Exit status: 0 no finding that fails the run, 1 findings, 2 usage or manifest, 3 the harness could
not do its job, 4 inconclusive, 130 interrupted (partial results are written).
)";

}  // namespace

Action AddCheck(CLI::App& program) {
  CLI::App& command = AddCommand(program, "check", "check ports against native Python, for CI",
                                 {"check TARGET [options]", kCheckFooter});
  const auto options = std::make_shared<RunOptions>();
  AddTargetOptions(command, *options);
  AddRunOptions(command, *options);
  return [options](const Surroundings& surroundings) { return RunCheck(surroundings, *options); };
}

}  // namespace lockstep
