// Runs a plain Python script in a fresh interpreter, without Lockstep: how a finding's script is
// tried before it is printed.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "harness/model/result.h"
#include "harness/worker/halt.h"
#include "harness/worker/limits.h"

namespace lockstep {

struct ScriptRun {
  bool timed_out = false;
  int signal = 0;  // 0: it exited
  int exit_code = 0;
  std::string output, errors;  // the first 64 KB of standard output and standard error
};

// `path` goes before the interpreter's own sys.path (by PYTHONPATH). The script has a directory
// of its own as working directory, removed afterwards. An Error when it could not be started. Once
// `halted` says so it is not waited for: it has timed out.
Result<ScriptRun> RunScript(const std::string& python, const std::vector<std::string>& path,
                            const std::string& source, std::chrono::milliseconds timeout,
                            const Limits& limits = {}, const Halted& halted = {});

}  // namespace lockstep
