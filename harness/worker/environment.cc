#include "harness/worker/environment.h"

#include <cstdlib>

#include "harness/worker/layout.h"

namespace lockstep::worker {
namespace {

// Where the interpreter, its libraries and its packages are.
constexpr const char* kPassedOn[] = {
    "PATH",         "HOME",           "LD_LIBRARY_PATH", "LD_PRELOAD",   "PYTHONPATH",
    "PYTHONHOME",   "PYTHONUSERBASE", "VIRTUAL_ENV",     "CONDA_PREFIX", "TMPDIR",
    "ASAN_OPTIONS", "LSAN_OPTIONS",   "UBSAN_OPTIONS"};

}  // namespace

Environment EnvironmentOf(const Knobs& knobs) {
  Environment environment{
      {"TZ", "UTC"},
      {"LANG", "C.UTF-8"},
      {"LC_ALL", "C.UTF-8"},
      {"PYTHONHASHSEED", std::to_string(knobs[Knob::kHashSeed])},
      {"PERL_HASH_SEED", std::to_string(knobs[Knob::kHashSeed])},
      // A zygote forks, so it must have one thread: the pools of numeric libraries start at import.
      {"OMP_NUM_THREADS", "1"},
      {"OPENBLAS_NUM_THREADS", "1"},
      {"MKL_NUM_THREADS", "1"},
      {"NUMEXPR_NUM_THREADS", "1"},
  };
  if (const auto allocator = AllocatorOf(knobs[Knob::kLayout]); !allocator.empty())
    environment["PYTHONMALLOC"] = allocator;
  for (const char* name : kPassedOn)
    if (const char* value = std::getenv(name))
      environment[name] = value;  // NOLINT(concurrency-mt-unsafe)
  return environment;
}

}  // namespace lockstep::worker
