// A Runner over real processes: zygotes are made when first needed, shared by all sessions, and
// all gone when the runner is destroyed.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "harness/model/port.h"
#include "harness/worker/limits.h"
#include "harness/worker/locations.h"
#include "harness/worker/runner.h"
#include "harness/worker/templates.h"

namespace lockstep {

struct RunnerOptions {
  Locations locations;
  // The interpreter the extension was built for gets the package directory, all others the zipapp.
  // Empty: the one that this build was configured with.
  std::string extension_python;
  bool extension_allowed = true;
  Limits limits;
  // Shared by the runners of a run. None: each zygote is started by itself.
  std::shared_ptr<worker::Templates> templates = {};
};

// Sessions must be destroyed before the runner. Destroy it on any thread.
std::unique_ptr<Runner> ProcessRunner(const Port& port, RunnerOptions options);

}  // namespace lockstep
