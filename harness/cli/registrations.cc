#include "harness/cli/registrations.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/manifest/registered.h"
#include "harness/worker/locations.h"
#include "harness/worker/script.h"

namespace lockstep {
namespace {

constexpr std::chrono::seconds kImportLimit{120};

Error NoAnswer(const ScriptRun& run, const std::string& python) {
  return {Error::Kind::kInterpreter,
          run.timed_out
              ? fmt::format("importing the registrations took more than {} s", kImportLimit.count())
              : std::string("the interpreter ended while importing the registrations"),
          python,
          {},
          run.errors};
}

}  // namespace

Result<void> LearnRegistrations(Manifest& manifest, const std::string& python) {
  if (manifest.registrations.empty()) return {};
  const auto locations = FindLocations();
  if (!locations) return locations.error();
  // The modules import the package, and so do the scripts of what is found in them.
  manifest.path.push_back(locations->package.string());
  const std::string source =
      fmt::format("from lockstep.api.registrations import tell\ntell(\"{}\".split())\n",
                  fmt::join(manifest.registrations, " "));
  const auto run = RunScript(python, manifest.path, source, kImportLimit);
  if (!run) return run.error();
  if (run->timed_out || run->signal != 0 || run->exit_code != 0) return NoAnswer(*run, python);
  for (Claim& port : manifest.ports) port.path = manifest.path;
  return AddRegistered(run->output, manifest);
}

}  // namespace lockstep
